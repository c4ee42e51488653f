/* Keeps an open page of the preview as new as the site.  The server puts it on the
   page, and no site that is built has it. */
(function () {
  "use strict";

  const EVENTS = "/_preview/events";
  const SHEET = "/_preview/panel.css";
  const AGAIN = 1000;
  const own = document.currentScript.dataset.site;
  let stream = null;

  function make(name, type) {
    const element = document.createElement(name);
    element.className = "preview-" + type;
    return element;
  }

  function dressPanels() {
    if (!document.querySelector('link[href="' + SHEET + '"]')) {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = SHEET;
      document.head.appendChild(sheet);
    }
  }

  function makePanel() {
    dressPanels();
    const panel = make("div", "panel");
    panel.setAttribute("role", "alert");
    const text = make("div", "text");
    // long reports scroll, by the keyboard too
    text.tabIndex = 0;
    const button = make("button", "button");
    button.type = "button";
    button.textContent = "收起";
    button.addEventListener("click", function () {
      panel.remove();
    });
    [make("p", "title"), button, text].forEach(function (part) {
      panel.appendChild(part);
    });
    document.body.appendChild(panel);
    return panel;
  }

  function showPanel(news) {
    const panel = document.querySelector(".preview-panel") || makePanel();
    panel.querySelector(".preview-title").textContent = news.title;
    const lines = news.lines.map(function (told) {
      const line = make("p", "line");
      line.style.paddingInlineStart = told[0];
      line.textContent = told[1];
      return line;
    });
    const text = panel.querySelector(".preview-text");
    text.textContent = "";
    lines.forEach(function (line) {
      text.appendChild(line);
    });
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    if (news.site !== own) {
      location.reload();
    } else if (news.title) {
      showPanel(news);
    }
  }

  function listen() {
    stream = new EventSource(EVENTS);
    stream.addEventListener("message", hear);
    stream.addEventListener("error", function () {
      // the browser asks again by itself, but for answers that are no stream
      if (stream.readyState === EventSource.CLOSED) {
        setTimeout(follow, AGAIN);
      }
    });
  }

  // a browser keeps six connections to one server: tabs that nobody sees keep none
  function follow() {
    const isOpen = stream !== null && stream.readyState !== EventSource.CLOSED;
    if (document.visibilityState === "visible" && !isOpen) {
      listen();
    } else if (document.visibilityState === "hidden" && isOpen) {
      stream.close();
    }
  }

  document.addEventListener("visibilitychange", follow);
  follow();
})();
