/* One picture chosen on the device: what it really is, told from its bytes, and a copy
   drawn anew on a canvas, which knows no place, no owner and no camera.
   A canvas shows it on the page, too: the page's policy lets no picture in from memory. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // the check warns above these (plugins/media/cleaning.py, rule picture) and refuses above the last
  const SIDE_LIMIT = 4096;
  const LARGE = 5000000;
  const LARGEST = 20000000;
  const QUALITIES = [0.9, 0.8, 0.6];
  const SHOWN = 960; // a phone has no room for thirty whole photos

  const KINDS = [
    { type: "image/jpeg", ending: "jpg", begins: /^ffd8ff/ },
    { type: "image/png", ending: "png", begins: /^89504e470d0a1a0a/ },
    { type: "image/gif", ending: "gif", begins: /^47494638/ },
    { type: "image/webp", ending: "webp", begins: /^52494646.{8}57454250/ },
    // "ftyp" with one of the brands of HEIF (ISO/IEC 23008-12)
    { type: "image/heic", ending: "heic", begins: /^.{8}66747970(?:68656963|68656978|6d696631|6d736631|68657663)/ },
  ];

  function readBytes(blob) {
    return new Promise(function (resolve, reject) {
      const reader = new FileReader();
      reader.onload = function () {
        resolve(new Uint8Array(reader.result));
      };
      reader.onerror = reject;
      reader.readAsArrayBuffer(blob);
    });
  }

  function findKind(blob) {
    return readBytes(blob.slice(0, 16)).then(function (bytes) {
      const begins = Array.from(bytes).map(function (byte) {
        return byte.toString(16).padStart(2, "0");
      }).join("");
      return KINDS.filter(function (kind) {
        return kind.begins.test(begins);
      })[0] || null;
    });
  }

  function drawOn(canvas, picture, longest, ground) {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    if (ground) {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function encode(canvas, type, quality) {
    return new Promise(function (resolve, reject) {
      canvas.toBlob(function (blob) {
        if (blob) {
          resolve(blob);
        } else {
          reject(new Error("not encoded"));
        }
      }, type, quality);
    });
  }

  // smaller and smaller as a JPEG until a page can use it
  function encodeSmall(picture, place) {
    const canvas = drawOn(document.createElement("canvas"), picture, SIDE_LIMIT, true);
    return encode(canvas, "image/jpeg", QUALITIES[place]).then(function (blob) {
      return blob.size > LARGE && place + 1 < QUALITIES.length ? encodeSmall(picture, place + 1) : blob;
    });
  }

  function drawAnew(picture, type) {
    if (type === "image/jpeg") {
      return encodeSmall(picture, 0);
    }
    const canvas = drawOn(document.createElement("canvas"), picture, SIDE_LIMIT, false);
    return encode(canvas, type, QUALITIES[0]).then(function (blob) {
      return blob.size > LARGE ? encodeSmall(picture, 0) : blob;
    });
  }

  function describe(blob, ending, picture, remark) {
    const photo = { blob: blob, ending: ending, remark: remark, drawn: null, width: 0, height: 0 };
    if (picture) {
      photo.drawn = drawOn(document.createElement("canvas"), picture, SHOWN, false);
      photo.width = picture.width;
      photo.height = picture.height;
      picture.close();
    }
    return photo;
  }

  function readDrawn(picture, blob, kind) {
    if (kind.ending === "gif") {
      return describe(blob, kind.ending, picture, "gif 按原样保留，会动的只显示第一帧。");
    }
    return drawAnew(picture, kind.ending === "heic" ? "image/jpeg" : kind.type).then(function (made) {
      return findKind(made).then(function (real) {
        return describe(made, real.ending, picture, "");
      });
    });
  }

  // iPhones keep their photos in a form that other devices can't draw; iPhones before
  // iOS 15 can't draw any here
  function readUndrawn(blob, kind) {
    if (kind.ending !== "heic" && window.createImageBitmap) {
      throw new Error("打不开，可能已经损坏。换一张，或重新保存后再选");
    }
    return describe(blob, kind.ending, null,
      "这台设备打不开这张图，按原样改了名字。里面的拍摄地点，编辑收到以后会去掉。");
  }

  // resolves to {blob, ending, drawn, width, height, remark}, or rejects with a sentence
  wenming.readPhoto = function (blob) {
    return findKind(blob).then(function (kind) {
      if (!kind) {
        throw new Error("不是能用的图片。用 jpg、png、gif、webp 或苹果手机的照片");
      }
      if (blob.size > LARGEST && (kind.ending === "gif" || kind.ending === "heic")) {
        throw new Error("超过 20 MB，先存成小一点的");
      }
      return Promise.resolve().then(function () {
        return createImageBitmap(blob);
      }).then(function (picture) {
        return readDrawn(picture, blob, kind);
      }, function () {
        return readUndrawn(blob, kind);
      });
    });
  };

  // a canvas with the picture, as large as its place asks for
  wenming.showPhoto = function (photo, longest, words) {
    const canvas = document.createElement("canvas");
    canvas.className = "pictures-shown";
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", words);
    return drawOn(canvas, photo.drawn, longest, false);
  };
})();
