/* The text area of the body: what is put in at the cursor, and the small buttons. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const TOOLS = [
    { name: "小标题", before: "## ", isLine: true },
    { name: "重点", before: "**", after: "**", words: "重点" },
    { name: "列表", before: "- ", isLine: true },
    { name: "引用", before: "> ", isLine: true },
    { name: "链接", before: "[", after: "](https://)", words: "那一页的标题" },
  ];

  // the marks at the start of every line that the selection touches
  function markLines(area, mark) {
    const first = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const lines = area.value.slice(first, area.selectionEnd).split("\n");
    const marked = lines.map(function (line) {
      return mark + line;
    }).join("\n");
    area.setRangeText(marked, first, area.selectionEnd, "end");
  }

  function markWords(area, tool) {
    const start = area.selectionStart;
    const words = area.value.slice(start, area.selectionEnd) || tool.words;
    area.setRangeText(tool.before + words + tool.after, start, area.selectionEnd, "end");
    area.setSelectionRange(start + tool.before.length, start + tool.before.length + words.length);
  }

  // area: the text area; place: where the buttons go
  wenming.makeBody = function (area, place) {
    function tell() {
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }

    TOOLS.forEach(function (tool) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "form-button";
      button.textContent = tool.name;
      button.addEventListener("click", function () {
        area.focus();
        if (tool.isLine) {
          markLines(area, tool.before);
        } else {
          markWords(area, tool);
        }
        tell();
      });
      place.appendChild(button);
    });

    return {
      read: function () {
        return area.value;
      },

      insert: function (text) {
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
        tell();
      },

      replace: function (one, other) {
        if (one !== other && area.value.indexOf(one) >= 0) {
          area.value = area.value.split(one).join(other);
          tell();
        }
      },
    };
  };
})();
