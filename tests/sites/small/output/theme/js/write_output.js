/* The finished file and its ways out: to copy, to download, to the code host. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const IN_WECHAT = wenming.isInWechat;

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  // section: the part of the page; facts: the page's
  wenming.makeOutput = function (section, facts) {
    const files = wenming.makeFiles(say);

    function at(place) {
      return section.querySelector('[data-place="' + place + '"]');
    }

    function say(words) {
      at("output-said").textContent = words;
    }

    function makeCopy(text) {
      const button = make("button", "form-button", "复制全文");
      button.type = "button";
      button.dataset.kind = "main";
      button.addEventListener("click", function () {
        say("");
        wenming.copyText(text, button).then(function () {
          say("全文已复制，可以去粘贴了");
        }, function () {
          say("没能自动复制。全文已经选中，请长按复制，电脑上按 Ctrl+C");
          wenming.selectText(at("output-text"));
        });
      });
      return button;
    }

    function makeHostLink(place, text) {
      const found = wenming.locateNewFile(facts.repository, place.folder, place.file, text);
      at("host-said").hidden = false;
      at("host-said").textContent = found.words;
      if (!found.href) {
        return [];
      }
      const link = make("a", "form-button", "到托管网站新建");
      link.href = found.href;
      link.target = "_blank"; // pictures chosen here would be lost
      link.rel = "noopener external";
      return [link];
    }

    function showPictures(pictures) {
      const list = at("output-picture-list");
      list.textContent = "";
      at("output-pictures").hidden = !pictures.length;
      at("pictures-advice").textContent = IN_WECHAT ? "从相册里发，按下面的次序。编辑照着改名字。"
        : "和稿件一起送来，不要再改名字。";
      pictures.forEach(function (picture) {
        const item = make("li", "", IN_WECHAT ? picture.name + (picture.words ? "：" + picture.words : "") : "");
        if (!IN_WECHAT) {
          item.appendChild(files.offer(picture.blob, picture.name, "下载图片 " + picture.name));
        }
        list.appendChild(item);
      });
    }

    function hide() {
      section.hidden = true;
      files.forget();
    }

    // place: folder and file; pictures: sent, those that go with the text, and left, those
    // that it does not show; missing: names of pictures that the text shows and nobody chose;
    // hints: how many stand above the preview
    function show(place, text, pictures, missing, hints) {
      hide();
      const left = pictures.left.map(function (picture) {
        return picture.name;
      });
      const blob = new Blob([text], { type: "text/markdown;charset=utf-8" });
      const ways = at("ways");
      ways.textContent = "";
      [makeCopy(text)]
        .concat(IN_WECHAT ? [] : [files.offer(blob, place.file, "下载稿件文件")])
        .concat(facts.repository ? makeHostLink(place, text) : [])
        .forEach(function (way) {
          ways.appendChild(way);
        });
      at("wechat").hidden = !IN_WECHAT;
      at("output-path").textContent = place.folder + "/" + place.file;
      at("output-text").textContent = text;
      showPictures(pictures.sent);
      say((missing.length ? "正文里的图片 " + missing.join("、") + " 还没有选文件，要和稿件一起送来。" : "")
        + (left.length ? "图片 " + left.join("、") + " 没有放进正文，也不是题图，读者看不到。要用的，在“图片”那里点“放进正文”。" : "")
        + (hints ? "“读起来是这样”下面还有" + hints + "处提醒，先看一看，能改的改好再送来。" : ""));
      section.hidden = false;
      section.focus({ preventScroll: true });
      section.scrollIntoView();
    }

    return { show: show, hide: hide };
  };
})();
