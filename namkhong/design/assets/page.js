// Small comforts of the page: letter size, account menu, copying.
import { memory } from "./memory.js";

const LETTERS = "namkhong-letters";

function setLetters(size) {
  if (size) document.documentElement.dataset.letters = size;
  else delete document.documentElement.dataset.letters;
  for (const button of document.querySelectorAll("[data-letters-size]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lettersSize === size));
  }
}

for (const group of document.querySelectorAll(".letters")) group.hidden = false;
setLetters(memory.get(LETTERS) || "");

document.addEventListener("click", async (event) => {
  const letters = event.target.closest("[data-letters-size]");
  if (letters) {
    setLetters(letters.dataset.lettersSize);
    memory.set(LETTERS, letters.dataset.lettersSize);
  }
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    const words = copy.querySelector("span");
    const before = words.textContent;
    words.textContent = "Đã sao chép";
    setTimeout(() => { words.textContent = before; }, 2500);
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// Days: the number keys of many phones have no slash, so it comes by itself after the day and the month.
for (const input of document.querySelectorAll("input[data-day]")) {
  input.inputMode = "numeric";
  input.addEventListener("input", (event) => {
    if (event.inputType && event.inputType.startsWith("delete")) return;
    if (/^(\d\d|\d\d?\/\d\d)$/.test(input.value)) input.value += "/";
    else input.value = input.value.replace("//", "/");
  });
}
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}
