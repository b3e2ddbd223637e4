// The legend: every status with its mark and how many are shown. Needs marks.js.
(function () {
  "use strict";

  const { STALE, DISPUTED, AREA, drawMark, drawArea } = L.situationMarks;

  L.Control.SituationLegend = L.Control.extend({
    options: { position: "bottomleft" },

    initialize(marks) {
      this._marks = marks;
    },

    onAdd() {
      this._box = L.DomUtil.create("div", "situation-legend");
      this._box.setAttribute("role", "list");
      this._box.setAttribute("aria-label", "Legend");
      L.DomEvent.disableClickPropagation(this._box);
      return this._box;
    },

    count(counts, flags) {
      this._box.replaceChildren();
      this._marks.forEach((mark, i) => this._line(mark, 0, mark.label, counts[i]));
      const first = this._marks[0], many = (bit) => flags.filter((flag) => flag & bit).length;
      if (many(STALE)) this._line(first, STALE, "Stale", many(STALE), "situation-note");
      if (many(DISPUTED)) this._line(first, DISPUTED, "Disputed", many(DISPUTED), "situation-note");
      if (many(AREA)) this._line(first, AREA, "Whole area", many(AREA), "situation-note");
    },

    _line(mark, flags, label, count, className = "") {
      const line = L.DomUtil.create("div", `situation-line ${className}`, this._box);
      line.setAttribute("role", "listitem");
      const swatch = L.DomUtil.create("canvas", "", line);
      swatch.width = swatch.height = 40;
      swatch.setAttribute("aria-hidden", "true");
      const pen = swatch.getContext("2d");
      pen.scale(2, 2);
      const grey = flags ? { ...mark, color: "#7b8790", shape: "circle" } : mark;
      if (flags & AREA) {
        pen.translate(10, 10);
        pen.scale(0.36, 0.36);
        drawArea(pen, grey, 0, 0, 0);
      } else {
        drawMark(pen, grey, flags, 10, 10, 6);
      }
      L.DomUtil.create("span", "situation-label", line).textContent = label;
      L.DomUtil.create("span", "situation-count", line).textContent = count.toLocaleString("en");
      line.classList.toggle("situation-empty", !count);
    },
  });
})();
