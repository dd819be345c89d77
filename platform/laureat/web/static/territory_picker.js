// Turns the line of a territory into a list to choose from: typed, then picked, several if allowed.
// Without this module the line is resolved by the server when the form is saved.

const WAIT = 180;
const FEWEST_LETTERS = 2;
const english = document.documentElement.lang === "en";
const SAY = {
  remove: english ? "Remove" : "Retirer",
  chosen: english ? "Chosen territories" : "Territoires choisis",
  none: english ? "No territory has this name." : "Aucun territoire ne porte ce nom.",
  found: (count) =>
    english
      ? `${count} ${count === 1 ? "territory" : "territories"}. Choose with the arrows.`
      : `${count} ${count === 1 ? "territoire" : "territoires"}. Choisissez avec les flèches.`,
};

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function equip(picker) {
  const line = picker.querySelector("input[type=text]");
  const name = line.name;
  const several = picker.dataset.several === "true";
  const list = element("ul", { className: "picker-list", id: `${line.id}-choix`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", line.labels?.[0]?.textContent.trim() ?? "");
  const spoken = element("span", { className: "visually-hidden" });
  spoken.setAttribute("aria-live", "polite");
  let picked = picker.querySelector(".picked");
  if (!picked) {
    picked = element("ul", { className: "picked" });
    picked.setAttribute("aria-label", SAY.chosen);
    picker.prepend(picked);
  }
  line.after(list, spoken);
  line.setAttribute("role", "combobox");
  line.setAttribute("aria-autocomplete", "list");
  line.setAttribute("aria-expanded", "false");
  line.setAttribute("aria-controls", list.id);

  let found = [];
  let active = -1;
  let waiting;
  let asked = 0;

  const changed = () => picker.dispatchEvent(new Event("input", { bubbles: true }));

  function item(code, label) {
    const made = element("li", {}, label, element("input", { type: "hidden", name, value: code }));
    const button = element("button", { type: "button", textContent: "×" });
    button.setAttribute("aria-label", `${SAY.remove} ${label}`);
    button.addEventListener("click", () => {
      made.remove();
      line.focus();
      changed();
    });
    made.append(button);
    return made;
  }

  function pick(place) {
    if (!several) {
      picked.replaceChildren();
    }
    const known = [...picked.querySelectorAll("input")].some((input) => input.value === place.code);
    if (!known) {
      picked.append(item(place.code, place.label));
    }
    line.value = "";
    close();
    changed();
  }

  function close() {
    found = [];
    active = -1;
    list.hidden = true;
    line.setAttribute("aria-expanded", "false");
    line.removeAttribute("aria-activedescendant");
  }

  function activate(place) {
    active = place;
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(index === active));
    }
    const option = list.children[active];
    if (option) {
      line.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  function show(places) {
    found = places;
    list.replaceChildren(
      ...places.map((place, index) => {
        const option = element(
          "li",
          { id: `${list.id}-${index}` },
          place.label,
          element("small", { textContent: place.detail }),
        );
        option.setAttribute("role", "option");
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          pick(place);
        });
        return option;
      }),
    );
    list.hidden = places.length === 0;
    line.setAttribute("aria-expanded", String(places.length > 0));
    spoken.textContent = places.length ? SAY.found(places.length) : SAY.none;
    activate(-1);
  }

  async function search() {
    const text = line.value.trim();
    if (text.length < FEWEST_LETTERS) {
      close();
      return;
    }
    const turn = (asked += 1);
    const address = new URL(picker.dataset.picker, location.href);
    address.searchParams.set("q", text);
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      const { territories } = await response.json();
      if (turn === asked && response.ok) {
        show(territories);
      }
    } catch {
      close(); // the server will resolve what is typed
    }
  }

  line.addEventListener("input", (event) => {
    event.stopPropagation(); // what is typed is not an answer yet
    clearTimeout(waiting);
    waiting = setTimeout(search, WAIT);
  });
  line.addEventListener("blur", close);
  line.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) {
      activate((active + 1) % found.length);
    } else if (event.key === "ArrowUp" && found.length) {
      activate((active - 1 + found.length) % found.length);
    } else if (event.key === "Enter" && found.length) {
      pick(found[Math.max(active, 0)]);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });

  for (const box of picked.querySelectorAll("input")) {
    box.closest("li").replaceWith(item(box.value, box.labels[0].textContent.trim()));
  }
}

for (const picker of document.querySelectorAll("[data-picker]")) {
  equip(picker);
}
