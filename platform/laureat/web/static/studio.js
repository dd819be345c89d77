// The page of a part is drawn anew when the choice that decides what it asks has changed.

for (const control of document.querySelectorAll("[data-redraw] select, [data-redraw] input[type=radio]")) {
  control.addEventListener("change", () => {
    control.closest("[data-redraw]").querySelector("button[value^='voir:']").click();
  });
}
