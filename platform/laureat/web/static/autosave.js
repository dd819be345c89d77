// Saves a form as one types. A save that fails loses nothing: the text stays in the page and in this
// tab's journal, the session is opened again in place, and the save is made again.

const PAUSE = 1_500;
const AGAIN = 10_000;
const english = document.documentElement.lang === "en";
const SAY = english
  ? {
      typing: "Not saved yet…",
      saving: "Saving…",
      offline: "Not saved: the connection is lost. Your text stays here; trying again shortly.",
      failed: "Not saved: the server had a problem. Your text stays here; trying again shortly.",
      restored: "Text found again in this tab, which had not been saved. It is being saved.",
      signIn: "Your session has ended",
      signInWhy: "What you wrote is still here. Enter the code that we send you, and it is saved.",
      email: "E-mail address",
      askCode: "Send me a code",
      code: "Six-digit code",
      confirm: "Sign in and save",
      conflict: "Somebody else saved this page meanwhile",
      conflictWithMyself: "You saved this page meanwhile, in another tab or on another device",
      theirs: (name) => (name ? `What ${name} saved:` : "What was saved meanwhile:"),
      keepMine: "Save my text",
      takeTheirs: "Take theirs (my text is dropped)",
      takeMyOther: "Take what was saved (the text here is dropped)",
      error: "Error:",
    }
  : {
      typing: "Pas encore enregistré…",
      saving: "Enregistrement…",
      offline:
        "Pas enregistré : la connexion est perdue. Votre texte reste ici ; nouvel essai dans un instant.",
      failed:
        "Pas enregistré : le serveur a eu un problème. Votre texte reste ici ; nouvel essai dans un instant.",
      restored: "Un texte qui n’avait pas été enregistré a été retrouvé ici. Il est enregistré.",
      signIn: "Votre session s’est terminée",
      signInWhy:
        "Ce que vous avez écrit est toujours là. Entrez le code que nous vous envoyons, et il sera enregistré.",
      email: "Adresse électronique",
      askCode: "Recevoir un code",
      code: "Code à six chiffres",
      confirm: "Se connecter et enregistrer",
      conflict: "Une autre personne a enregistré cette page entre-temps",
      conflictWithMyself:
        "Vous avez enregistré cette page entre-temps, dans un autre onglet ou sur un autre appareil",
      theirs: (name) =>
        name ? `Ce que ${name} a enregistré :` : "Ce qui a été enregistré entre-temps :",
      keepMine: "Enregistrer mon texte",
      takeTheirs: "Prendre le sien (mon texte est abandonné)",
      takeMyOther: "Prendre ce qui a été enregistré (le texte d’ici est abandonné)",
      error: "Erreur :",
    };

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.says = form.querySelector("[data-saving]");
    this.etag = form.elements.etag;
    this.journal = `laureat:${location.pathname}`;
    this.saved = this.content();
    this.waiting = undefined;
    this.busy = false;
    this.panel = undefined;

    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty() && !this.leaving) {
        event.preventDefault();
      }
    });
    window.addEventListener("online", () => this.save());
    this.restore();
  }

  content() {
    const pairs = [...new FormData(this.form)].filter(([name]) => name !== "etag");
    return JSON.stringify(pairs);
  }

  dirty() {
    return this.content() !== this.saved;
  }

  tell(state, sentence) {
    this.says.dataset.state = state;
    if (this.says.textContent !== sentence) {
      this.says.textContent = sentence;
    }
  }

  changed() {
    if (!this.dirty()) {
      return;
    }
    this.remember();
    this.tell("typing", SAY.typing);
    this.later(PAUSE);
  }

  later(delay) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), delay);
  }

  /** The journal lives as long as the tab: nothing stays on a shared computer. */
  remember() {
    try {
      sessionStorage.setItem(this.journal, this.content());
    } catch {
      // a full or forbidden storage changes nothing for the save itself
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.journal);
    } catch {
      // idem
    }
  }

  restore() {
    let kept;
    try {
      kept = sessionStorage.getItem(this.journal);
    } catch {
      return;
    }
    if (!kept || kept === this.saved) {
      return;
    }
    const pairs = JSON.parse(kept);
    for (const control of this.form.elements) {
      if (!control.name || control.name === "etag" || control.type === "hidden") {
        continue;
      }
      const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = values.includes(control.value);
      } else if (values.length === 1) {
        control.value = values[0];
        control.dispatchEvent(new Event("input"));
      }
    }
    if (this.dirty()) {
      this.tell("typing", SAY.restored);
      this.later(PAUSE);
    }
  }

  async save() {
    clearTimeout(this.waiting);
    if (this.busy || this.panel || !this.dirty()) {
      return;
    }
    this.busy = true;
    this.tell("saving", SAY.saving);
    const content = this.content();
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json", "If-Match": `"${this.etag.value}"` },
      });
      await this.answered(response, content);
    } catch {
      this.tell("failed", SAY.offline);
      this.later(AGAIN);
    } finally {
      this.busy = false;
    }
    if (!this.panel && this.says.dataset.state === "saved" && this.dirty()) {
      this.later(PAUSE);
    }
  }

  async answered(response, content) {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    const said = isJson ? await response.json() : {};
    if (response.ok && said.etag) {
      this.etag.value = said.etag;
      this.saved = content;
      if (!this.dirty()) {
        this.forget();
      }
      this.tell("saved", said.sentence);
      this.showFaults(said.faults);
      this.showComputed(said.computed ?? {});
    } else if (response.status === 401) {
      this.signInAgain();
    } else if (response.status === 412) {
      this.compare(said);
    } else if (response.status < 500 && said.sentence) {
      this.tell("failed", said.sentence);
    } else {
      this.tell("failed", SAY.failed);
      this.later(AGAIN);
    }
  }

  /** Advice appears beside the fields that one has left, and goes when it no longer holds. */
  showFaults(faults) {
    for (const field of this.form.querySelectorAll(".field")) {
      const control = field.querySelector("[name]");
      if (!control || field.contains(document.activeElement)) {
        continue;
      }
      const name = field.dataset.name ?? control.name;
      const told = field.dataset.name ? field : control;
      const fault = faults[name];
      const id = `champ-${name}-erreur`;
      let note = document.getElementById(id);
      field.classList.toggle("has-error", Boolean(fault));
      if (!fault) {
        note?.remove();
        told.removeAttribute("aria-invalid");
        continue;
      }
      if (!note) {
        note = element("p", { className: "field-error", id });
        (field.querySelector("legend, .field-help, .field-label") ?? control).after(note);
        const described = told.getAttribute("aria-describedby") ?? "";
        told.setAttribute("aria-describedby", `${described} ${id}`.trim());
      }
      told.setAttribute("aria-invalid", "true");
      note.replaceChildren(
        element("span", { className: "visually-hidden", textContent: `${SAY.error} ` }),
        fault,
      );
    }
  }

  /** Computed values follow what was saved. */
  showComputed(values) {
    for (const output of this.form.querySelectorAll("[data-computed]")) {
      output.value = values[output.dataset.computed] || "–";
    }
  }

  submitted(event) {
    if (this.panel) {
      event.preventDefault();
      return;
    }
    clearTimeout(this.waiting);
    this.leaving = true;
    this.forget();
  }

  open(title, ...content) {
    const heading = element("h2", { textContent: title, tabIndex: -1, id: "de-nouveau" });
    this.panel = element("section", { className: "again" }, heading, ...content);
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-modal", "true");
    this.panel.setAttribute("aria-labelledby", "de-nouveau");
    document.body.append(this.panel);
    document.querySelector("main").inert = true;
    heading.focus();
  }

  close() {
    document.querySelector("main").inert = false;
    this.panel?.remove();
    this.panel = undefined;
  }

  signInAgain() {
    this.remember();
    this.tell("failed", SAY.signIn);
    const email = this.line("email", SAY.email, { type: "email", autocomplete: "email" });
    email.input.value = this.form.dataset.person;
    const button = element("button", { className: "button", textContent: SAY.askCode });
    const again = element("form", {}, email.field, element("div", { className: "acts" }, button));
    again.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = await this.send(this.form.dataset.signIn, { email: email.input.value }, email);
      if (said) {
        this.askCode(again, said.url);
      }
    });
    this.open(SAY.signIn, element("p", { textContent: SAY.signInWhy }), again);
  }

  askCode(before, address) {
    const code = this.line("code", SAY.code, {
      inputMode: "numeric",
      autocomplete: "one-time-code",
      className: "form-control is-code",
    });
    const button = element("button", { className: "button", textContent: SAY.confirm });
    const form = element("form", {}, code.field, element("div", { className: "acts" }, button));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await this.send(address, { code: code.input.value }, code)) {
        this.close();
        await this.save();
      }
    });
    before.replaceWith(form);
    code.input.focus();
  }

  async send(address, values, line) {
    try {
      const response = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(values),
        headers: { Accept: "application/json" },
      });
      const said = await response.json();
      if (response.ok) {
        return said;
      }
      line.fail(said.fields ? Object.values(said.fields)[0] : said.sentence);
    } catch {
      line.fail(SAY.offline);
    }
    return undefined;
  }

  line(name, label, properties) {
    const id = `de-nouveau-${name}`;
    const input = element("input", { className: "form-control", id, name, ...properties });
    const note = element("p", { className: "field-error", id: `${id}-erreur`, hidden: true });
    note.setAttribute("role", "alert");
    const title = element("label", { className: "field-label", htmlFor: id, textContent: label });
    const field = element("div", { className: "field" }, title, note, input);
    const fail = (sentence) => {
      note.textContent = sentence;
      note.hidden = false;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", note.id);
      input.focus();
    };
    return { field, input, fail };
  }

  compare(said) {
    const mine = element("button", { className: "button", textContent: SAY.keepMine });
    const theirs = element("button", {
      className: "button button-quiet",
      textContent: said.saved_by_you ? SAY.takeMyOther : SAY.takeTheirs,
    });
    mine.addEventListener("click", () => {
      this.etag.value = said.etag;
      this.close();
      this.save();
    });
    theirs.addEventListener("click", () => {
      this.leaving = true;
      this.forget();
      location.reload();
    });
    const list = element("dl", { className: "facts" });
    for (const { label, answer } of said.theirs) {
      list.append(element("dt", { textContent: label }), element("dd", { textContent: answer }));
    }
    if (!said.theirs.length) {
      this.etag.value = said.etag; // another part of the form changed: nothing here is at odds
      this.later(0);
      return;
    }
    const title = said.saved_by_you ? SAY.conflictWithMyself : SAY.conflict;
    this.tell("failed", title);
    this.open(
      title,
      element("p", { textContent: SAY.theirs(said.saved_by) }),
      list,
      element("div", { className: "acts" }, mine, theirs),
    );
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  new Autosave(form);
}
