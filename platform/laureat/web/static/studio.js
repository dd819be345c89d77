// The page of a part is drawn anew when the choice that decides what it asks has changed.

for (const control of document.querySelectorAll("[data-redraw] select, [data-redraw] input[type=radio]")) {
  const button = control.closest("[data-redraw]").querySelector("button[value^='voir:']");
  button.parentElement.hidden = true;
  control.addEventListener("change", () => button.click());
}
