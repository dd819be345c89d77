// Draws the OpenAPI document. Stands in a file of its own: the page trusts no inline script.
const place = document.getElementById("document");

window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
});
