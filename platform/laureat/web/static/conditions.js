// Shows and hides questions while one types, by the conditions that the server wrote beside them. The
// server decides again at each save: this only saves the candidate a detour.

const form = document.querySelector("form[data-autosave]");

/** What a question's controls say; nothing, where the question itself is hidden. */
function values(name) {
  const found = [];
  for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    const ticked = control.type !== "checkbox" && control.type !== "radio" ? true : control.checked;
    if (ticked && !control.closest("[data-when][hidden]") && control.value.trim()) {
      found.push(control.value.trim());
    }
  }
  return found;
}

/** A number or a day, to be compared. */
function rank(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(day) ? Number.parseFloat(text.replace(/[\s€]/g, "").replace(",", ".")) : day;
}

function holds(condition) {
  if (typeof condition === "boolean") {
    return condition;
  }
  if (condition.all) {
    return condition.all.every(holds);
  }
  if (condition.any) {
    return condition.any.some(holds);
  }
  if ("not" in condition) {
    return !holds(condition.not);
  }
  const given = values(condition.question);
  if ("answered" in condition) {
    return condition.answered === given.length > 0;
  }
  if (condition.oneOf) {
    return given.some((value) => condition.oneOf.includes(value));
  }
  const value = given.length ? rank(given[0]) : Number.NaN;
  const low = condition.atLeast === null || value >= rank(condition.atLeast);
  return !Number.isNaN(value) && low && (condition.atMost === null || value <= rank(condition.atMost));
}

/** From the top: a condition reads earlier questions only, which are settled by then. */
function settle() {
  for (const question of form.querySelectorAll("[data-when]")) {
    question.hidden = !holds(JSON.parse(question.dataset.when));
  }
}

if (form) {
  form.addEventListener("input", settle);
  form.addEventListener("change", settle);
  settle();
}
