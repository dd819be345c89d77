// What every page does beyond its HTML: delays in words stay true, and errors take the focus.

const MINUTE = 60_000;
const SIZES = [
  [86_400, "jour", "jours", "day", "days"],
  [3_600, "heure", "heures", "hour", "hours"],
  [60, "minute", "minutes", "minute", "minutes"],
];

/** The server's clock, which alone counts; a rehearsal may have moved it. */
const ahead = Date.parse(document.body.dataset.now) - Date.now();
const english = document.documentElement.lang === "en";

function remaining(due) {
  const seconds = Math.floor((Date.parse(due) - Date.now() - ahead) / 1_000);
  if (seconds < 0) {
    return english ? "The time is over" : "Le délai est passé";
  }
  for (const [size, one, many, englishOne, englishMany] of SIZES) {
    const count = Math.floor(seconds / size);
    if (count >= 1) {
      return english
        ? `${count}\u00a0${count === 1 ? englishOne : englishMany} left`
        : `Il reste ${count}\u00a0${count === 1 ? one : many}`;
    }
  }
  return english ? "Less than a minute left" : "Il reste moins d’une minute";
}

function recount() {
  for (const time of document.querySelectorAll("time[data-countdown]")) {
    const begins = time.textContent.trim()[0];
    const small = begins === begins.toLowerCase();
    const said = remaining(time.dateTime);
    const words = small ? said[0].toLowerCase() + said.slice(1) : said;
    if (time.textContent !== words) {
      time.textContent = words;
    }
  }
}

if (document.querySelector("time[data-countdown]")) {
  recount();
  setInterval(recount, MINUTE / 4);
}

document.querySelector("[data-focus-first]")?.focus();
