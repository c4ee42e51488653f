/* Copying a text: by the clipboard, or where that is missing or refuses, by a selection
   and a command.  Where both fail whoever asked has to offer the long press. */
(function () {
  "use strict";

  window.wenming = window.wenming || {};

  function copyBySelection(text, button) {
    const source = document.createElement("textarea");
    source.className = "copy-source";
    source.value = text;
    source.readOnly = true; // no keyboard slides in
    button.parentNode.appendChild(source);
    source.select();
    source.setSelectionRange(0, text.length);
    let isCopied = false;
    try {
      isCopied = document.execCommand("copy");
    } catch (refused) {
      isCopied = false;
    }
    source.remove();
    button.focus({ preventScroll: true });
    if (!isCopied) {
      throw new Error("not copied");
    }
  }

  // a promise from the first line on: the clipboard may be missing, or refuse at once
  window.wenming.copyText = function (text, button) {
    return Promise.resolve().then(function () {
      return navigator.clipboard.writeText(text);
    }).catch(function () {
      return copyBySelection(text, button);
    });
  };

  // what is shown is left selected for a long press
  window.wenming.selectText = function (shown) {
    const fold = shown.closest("details");
    if (fold) {
      fold.open = true;
    }
    shown.focus({ preventScroll: true });
    window.getSelection().selectAllChildren(shown);
    shown.scrollIntoView({ block: "center" });
  };
})();
