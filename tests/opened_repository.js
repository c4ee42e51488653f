/* Chromium without a head has no dialog to choose a folder in: the page is given one of its
   own, in the origin's private file system, with the handles that a chosen folder has. */
(function () {
  "use strict";

  const NAME = "matrix";

  async function openRepository() {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(NAME, { create: true });
  }

  window.showDirectoryPicker = openRepository;
  // asked for where a folder was chosen by hand; the private file system knows no such question
  FileSystemHandle.prototype.requestPermission = async function () {
    return "granted";
  };

  window.layRepository = async function (files) {
    const root = await openRepository();
    await root.getDirectoryHandle(".git", { create: true });
    for (const [path, text] of Object.entries(files)) {
      const steps = path.split("/");
      let folder = root;
      for (const step of steps.slice(0, -1)) {
        folder = await folder.getDirectoryHandle(step, { create: true });
      }
      const file = await folder.getFileHandle(steps[steps.length - 1], { create: true });
      const writer = await file.createWritable();
      await writer.write(text);
      await writer.close();
    }
  };

  async function readFolder(folder, place, found) {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") {
        await readFolder(handle, place + name + "/", found);
      } else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[place + name] = btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
      }
    }
    return found;
  }

  window.readRepository = async function () {
    return readFolder(await openRepository(), "", {});
  };
})();
