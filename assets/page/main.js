// The page of an experiment: form, picture, matrices, and the address that restores them.
"use strict";

const byId = (id) => document.getElementById(id);

class Page {
  constructor(data) {
    this.data = data;
    this.form = byId("form");
    // Beside the picture where there is room; else above it, and closed.
    byId("choose").open = matchMedia("(min-width: 52rem)").matches;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.matrices = data.networks.length ? new Matrices(byId("matrices"), data, (choice) => this.take({ matrix: choice })) : null;
    byId("matrices").hidden = !this.matrices;
    for (const preset of presetsOf(data)) {
      const button = element("button", { type: "button" }, preset.title);
      button.addEventListener("click", () => this.take({ view: viewOf(data, preset) }));
      byId("presets").append(element("li", {}, button));
    }
    byId("link").addEventListener("click", () => this.copyLink());
    byId("numbers").addEventListener("toggle", () => this.fillNumbers());
    window.addEventListener("hashchange", () => `#${this.written}` !== location.hash && this.read());
    this.read();
  }

  /** Takes the choice from the address. */
  read() {
    const { view, matrix, odd } = parsed(this.data, location.hash);
    this.odd = odd;
    this.view = view;
    this.matrix = matrix;
    this.show();
    this.showMatrix();
  }

  take({ view, matrix }) {
    this.odd = [];
    if (view) this.view = view;
    if (view) this.show();
    if (matrix) this.matrix = matrix;
    if (matrix) this.showMatrix();
    this.written = fragmentOf(this.data, this.view, this.matrices ? this.matrices.now.choice : null);
    history.replaceState(null, "", `#${this.written}`);
  }

  show() {
    fillForm(this.form, this.data, this.view, (view) => this.take({ view }));
    const notes = this.odd.length ? [`The address names what is not here: ${this.odd.join(", ")}.`] : [];
    this.plot?.close();
    this.scene = null;
    try {
      this.scene = sceneOf(this.data, this.view);
      this.plot = new Plot(byId("picture"), this.scene);
    } catch (error) {
      if (!(error instanceof Unseen)) throw error;
      this.plot = null;
      byId("picture").replaceChildren();
      notes.push(error.message);
    }
    byId("note").textContent = notes.join(" ");
    byId("note").hidden = notes.length === 0;
    byId("numbers").hidden = !this.scene;
    this.fillNumbers();
  }

  fillNumbers() {
    const place = byId("numbers-here");
    if (byId("numbers").open && this.scene) place.replaceChildren(...numbersOf(this.scene));
    else place.replaceChildren();
  }

  showMatrix() {
    this.matrices?.show(this.matrix);
    if (this.matrices) this.matrix = this.matrices.now.choice;
  }

  async copyLink() {
    const fragment = fragmentOf(this.data, this.view, this.matrices ? this.matrices.now.choice : null);
    history.replaceState(null, "", `#${fragment}`);
    const said = byId("copied");
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = "copied";
    } catch {
      // Not every browser lets a page from a file write to the clipboard.
      said.textContent = "the address of this page is the link now";
    }
  }
}

window.addEventListener("error", (event) => {
  byId("note").hidden = false;
  byId("note").textContent = `This page has a defect, please report it: ${event.message}`;
});
unpacked(byId("data").textContent.trim()).then(
  (data) => { window.page = new Page(data); document.body.dataset.ready = "yes"; },
  (error) => {
    byId("note").hidden = false;
    byId("note").textContent = `The data of this page could not be read (${error.message}). It needs a browser of 2023 or newer.`;
  },
);
