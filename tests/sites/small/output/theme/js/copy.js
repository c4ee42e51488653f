/* Buttons that copy an item's text for a network, with the reader's own words above it.
   What is copied stands in the item's fold, word for word.  Three ways, the next where
   one fails: both of clipboard.js, then a selection that the reader copies by a long
   press.  Says "copied" to whoever listens on the page. */
(function () {
  "use strict";

  const WORDS_LIMIT = 200;

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  function makeButton(item, shown, say) {
    const title = shown.dataset.title;
    const button = make("button", "copy", "复制" + title + "文案");
    const mark = make("span", "copy-mark", "已复制");
    mark.hidden = true;
    button.type = "button";
    button.dataset.copies = item.dataset.item + " " + shown.dataset.network;
    button.appendChild(mark);
    button.addEventListener("click", function () {
      say("");
      window.wenming.copyText(shown.textContent, button).then(function () {
        say(title + "文案已复制，可以去粘贴了");
        button.dispatchEvent(new CustomEvent("copied", { bubbles: true }));
      }, function () {
        say("没能自动复制。文案已经选中，请长按复制，电脑上按 Ctrl+C");
        window.wenming.selectText(shown);
      });
    });
    return button;
  }

  function makeWords(item, texts) {
    const label = make("label", "share-label", "自己的话（可不填）");
    const words = make("textarea", "share-words");
    words.id = item.id + "-words";
    words.rows = 2;
    words.maxLength = WORDS_LIMIT;
    label.htmlFor = words.id;
    const official = texts.map(function (shown) {
      return shown.textContent;
    });
    words.addEventListener("input", function () {
      const own = words.value.trim();
      texts.forEach(function (shown, place) {
        shown.textContent = (own ? own + "\n\n" : "") + official[place];
      });
    });
    return [label, words];
  }

  document.querySelectorAll("[data-item]").forEach(function (item) {
    const texts = Array.from(item.querySelectorAll("pre[data-network]"));
    const place = item.querySelector('[data-place="acts"]');
    const said = make("p", "copy-said");
    said.setAttribute("role", "status");
    const buttons = make("div", "copy-row");
    texts.forEach(function (shown) {
      buttons.appendChild(makeButton(item, shown, function (text) {
        said.textContent = text;
      }));
    });
    makeWords(item, texts).concat(buttons, said).forEach(function (part) {
      place.appendChild(part);
    });
  });
})();
