// Counts words and characters as one types, the way the server counts them.

const SPEAK_AFTER = 1_000;
const english = document.documentElement.lang === "en";
const number = new Intl.NumberFormat(english ? "en" : "fr");

/** As laureat.plugin_api.words does: « 25 000 » is one word, a lone « : » is none. */
function words(text) {
  const joined = text.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/gu, "");
  return joined.split(/\s+/u).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}

function characters(text) {
  return [...text.replaceAll("\r\n", "\n")].length;
}

function sentence(count, most, inWords) {
  const left = most - count;
  const unit = (value) => {
    const one = Math.abs(value) < 2;
    if (inWords) {
      return english ? (one ? "word" : "words") : one ? "mot" : "mots";
    }
    return english ? (one ? "character" : "characters") : one ? "caractère" : "caractères";
  };
  if (left < 0) {
    return english
      ? `${number.format(-left)} ${unit(left)} too many (at most ${number.format(most)})`
      : `${number.format(-left)} ${unit(left)} de trop (${number.format(most)} au plus)`;
  }
  return english
    ? `${number.format(left)} ${unit(left)} left of ${number.format(most)}`
    : `Encore ${number.format(left)} ${unit(left)} sur ${number.format(most)}`;
}

for (const note of document.querySelectorAll("[data-count-of]")) {
  const control = document.getElementById(note.dataset.countOf);
  const inWords = Boolean(note.dataset.words);
  const most = Number(note.dataset.words ?? note.dataset.characters);
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  note.after(spoken);
  let pause;

  const recount = () => {
    const count = inWords ? words(control.value) : characters(control.value);
    note.textContent = sentence(count, most, inWords);
    note.classList.toggle("field-error", count > most);
    return count;
  };

  recount();
  control.addEventListener("input", () => {
    const count = recount();
    clearTimeout(pause);
    if (count > most * 0.9) {
      pause = setTimeout(() => {
        spoken.textContent = note.textContent;
      }, SPEAK_AFTER);
    }
  });
}
