// A report's text with its toponyms and deciding words marked; told by mapapp/page/report_text.py.
// The words of a report become text nodes only.
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".report");
  box.lang = data.language || "";
  box.replaceChildren(...data.pieces.map(([words, isToponym, isDeciding]) => {
    const piece = document.createElement(isDeciding ? "mark" : "span");
    piece.classList.toggle("toponym", isToponym);
    piece.textContent = words;
    return piece;
  }));
  const first = box.querySelector("mark");
  if (first) box.scrollTop = first.offsetTop - box.offsetTop - box.clientHeight / 3;
}
