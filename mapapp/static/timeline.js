// The timeline under the map: how many claims there are of each day, and which days are shown.
//
// Days are numbers from the first day on. While the days are dragged or played they go to the map
// by a channel, without the server's page script; when it ends they go to the page once.
const STEP_MS = 100; // ten frames a second
const LONGEST_PLAY = 300; // steps; longer timelines move on by more than a day at once
const HEIGHT = 100; // of the drawing, in its own units

const timelines = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let timeline = timelines.get(parentElement);
  if (!timeline) {
    timeline = new Timeline(parentElement.querySelector(".timeline"));
    timelines.set(parentElement, timeline);
  }
  timeline.chosen = (since, until) => setTriggerValue("range", [since, until]);
  timeline.update(data);
  return () => timeline.stop();
}

class Timeline {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`.${name}`);
    this.part("play").onclick = () => (this.timer ? this.pause() : this.play());
    this.part("back").onclick = () => this.move(-1);
    this.part("forward").onclick = () => this.move(1);
    const since = this.part("since"), until = this.part("until");
    since.oninput = () => this.show(Math.min(+since.value, this.until), this.until);
    until.oninput = () => this.show(this.since, Math.max(+until.value, this.since));
    since.onchange = until.onchange = () => this.commit();
    this.brush(root.querySelector("svg"));
  }

  update(data) {
    this.data = data;
    if (this.channelName !== data.channel) {
      this.channel?.close();
      this.channelName = data.channel;
      this.channel = new BroadcastChannel(data.channel);
    }
    const { words } = data;
    this.root.setAttribute("aria-label", words.timeline);
    this.label("back", words.back);
    this.label("forward", words.forward);
    this.label("play", this.timer ? words.pause : words.play);
    this.part("since").setAttribute("aria-label", words.since);
    this.part("until").setAttribute("aria-label", words.until);
    for (const name of ["since", "until"]) Object.assign(this.part(name), { min: 0, max: data.last });
    this.part("first").textContent = this.words(0);
    this.part("last").textContent = this.words(data.last);
    this.draw();
    this.presets();
    if (!this.timer && !this.dragging) [this.since, this.until] = [data.since, data.until];
    this.paint();
  }

  label(name, text) {
    this.part(name).setAttribute("aria-label", text);
    this.part(name).title = text;
  }

  // A day as the reader's language writes it.
  words(day) {
    const date = new Date(`${this.data.first}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + day);
    return new Intl.DateTimeFormat(this.data.language, {
      day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
    }).format(date);
  }

  draw() {
    const { bins, colors, width } = this.data, svg = this.root.querySelector("svg");
    const most = Math.max(1, ...bins.map((bin) => bin.reduce((sum, count) => sum + count, 0)));
    const days = this.data.last + 1;
    svg.setAttribute("viewBox", `0 0 ${days} ${HEIGHT}`);
    svg.replaceChildren(...bins.map((bin, i) => {
      const bar = this.svg("g", {});
      let top = HEIGHT;
      bin.forEach((count, status) => {
        if (!count) return;
        const height = (count / most) * HEIGHT;
        top -= height;
        const wide = Math.min(width, days - i * width);
        bar.append(this.svg("rect", {
          x: i * width + wide * 0.08, y: top, width: wide * 0.84, height, fill: colors[status],
        }));
      });
      return bar;
    }));
  }

  svg(name, attributes) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  }

  presets() {
    const { last, presets } = this.data;
    this.part("presets").replaceChildren(...presets.map(([label, days]) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: label });
      button.onclick = () => {
        this.pause();
        this.show(days ? Math.max(0, last - days + 1) : 0, last);
        this.commit();
      };
      return button;
    }));
  }

  // Dragging over the bars chooses the days under it.
  brush(svg) {
    const dayAt = (event) => {
      const box = svg.getBoundingClientRect();
      const share = Math.max(0, Math.min(0.9999, (event.clientX - box.left) / box.width));
      return Math.floor(share * (this.data.last + 1));
    };
    const drag = (event) => {
      const day = dayAt(event);
      this.show(Math.min(this.anchor, day), Math.max(this.anchor, day));
    };
    const end = (event) => {
      if (!this.dragging) return;
      this.dragging = false;
      if (event.type === "pointerup") drag(event);
      this.commit();
    };
    svg.onpointerdown = (event) => {
      this.pause(false);
      svg.setPointerCapture(event.pointerId);
      this.dragging = true;
      this.anchor = dayAt(event);
      drag(event);
    };
    svg.onpointermove = (event) => this.dragging && drag(event);
    svg.onpointerup = svg.onpointercancel = end;
  }

  move(days) {
    this.pause(false);
    const by = Math.max(-this.since, Math.min(this.data.last - this.until, days));
    if (!by) return;
    this.show(this.since + by, this.until + by);
    this.commit();
  }

  play() {
    const { last, words } = this.data, step = Math.max(1, Math.round(last / LONGEST_PLAY));
    const span = this.until - this.since;
    if (this.until >= last) this.show(0, Math.min(span, last));
    this.timer = setInterval(() => {
      const until = Math.min(last, this.until + step);
      this.show(until - span, until);
      if (until === last) this.pause();
    }, STEP_MS);
    this.part("play").classList.add("playing");
    this.label("play", words.pause);
  }

  pause(commit = true) {
    if (!this.timer) return;
    this.stop();
    this.label("play", this.data.words.play);
    if (commit) this.commit();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.part("play").classList.remove("playing");
  }

  show(since, until) {
    if (since === this.since && until === this.until) return;
    [this.since, this.until] = [since, until];
    this.paint();
    this.channel.postMessage({ since: this.day(since), until: this.day(until) });
  }

  commit() {
    if (this.since === this.data.since && this.until === this.data.until) return;
    this.chosen(this.day(this.since), this.day(this.until));
  }

  // A day as 2022-01-05.
  day(number) {
    const date = new Date(`${this.data.first}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + number);
    return date.toISOString().slice(0, 10);
  }

  paint() {
    const { since, until } = this, { last, width } = this.data, days = last + 1;
    for (const [name, day] of [["since", since], ["until", until]]) {
      this.part(name).value = day;
      this.part(name).setAttribute("aria-valuetext", this.words(day));
    }
    Object.assign(this.part("window").style, {
      insetInlineStart: `${(100 * since) / days}%`, width: `${(100 * (until - since + 1)) / days}%`,
    });
    this.part("chosen").textContent = since === until
      ? this.words(since) : `${this.words(since)} – ${this.words(until)}`;
    this.root.querySelectorAll("svg g").forEach((bar, i) => {
      const shown = i * width <= until && (i + 1) * width - 1 >= since;
      bar.setAttribute("opacity", shown ? 1 : 0.3);
    });
    this.part("back").disabled = since === 0;
    this.part("forward").disabled = until === last;
  }
}
