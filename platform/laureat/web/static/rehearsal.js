// While a rehearsal runs, its progress is kept true; its end brings the whole page.

const EVERY = 1_500;
const shown = document.querySelector("[data-rehearsal]");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-rehearsal]");
  if (!answer.ok || !fresh) {
    return;
  }
  if (!fresh.querySelector("progress")) {
    location.reload();
    return;
  }
  shown.replaceChildren(...fresh.childNodes);
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
