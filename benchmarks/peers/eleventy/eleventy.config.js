// Eleventy as its own documentation sets it up: collections for the lists, one
// template with pagination for each kind of page.
// The content lies beside the templates; BENCH_OUTPUT is where the site goes.

const PAGE_SIZE = 20;
const FEED_LENGTH = 30;

/** Group items by each of their keys, keeping their order. */
function group(items, keys) {
  const groups = new Map();
  for (const item of items) {
    for (const key of keys(item)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}

/** Cut one list into pages: page 1 at the list's own address, newest first. */
function cut(root, key, items) {
  const count = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const address = (number) => (number === 1 ? `${root}${key}/` : `${root}${key}/page/${number}/`);
  return Array.from({ length: count }, (_, index) => ({
    key,
    address: address(index + 1),
    newer: index > 0 ? address(index) : "",
    older: index + 1 < count ? address(index + 2) : "",
    items: items.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
  }));
}

const month = (item) => item.date.toISOString().slice(0, 7);

export default function (config) {
  let newestFirst;

  const articles = (api) => {
    newestFirst ??= api.getFilteredByGlob("**/articles/**/*.md").reverse();
    return newestFirst;
  };
  const byUnit = (api) => group(articles(api), (item) => [item.data.unit]);
  const byColumn = (api) => group(articles(api), (item) => [item.data.column]);
  const byTag = (api) => group(articles(api), (item) => item.data.topics);
  const byMonth = (api) => group(articles(api), (item) => [month(item)]);
  const pages = (root, groups) => [...groups].flatMap(([key, items]) => cut(root, key, items));

  config.on("eleventy.before", () => {
    newestFirst = undefined;
  });
  config.addCollection("articles", (api) => {
    for (const items of byUnit(api).values()) {
      items.forEach((item, place) => {
        item.data.newer = items[place - 1];
        item.data.older = items[place + 1];
      });
    }
    return articles(api);
  });
  config.addCollection("latest", (api) => articles(api).slice(0, 10));
  config.addCollection("notices", (api) => (byColumn(api).get("documents") ?? []).slice(0, 5));
  config.addCollection("unitPages", (api) => pages("/", byUnit(api)));
  config.addCollection("columnPages", (api) => pages("/column/", byColumn(api)));
  config.addCollection("tagPages", (api) => pages("/tag/", byTag(api)));
  config.addCollection("monthPages", (api) => pages("/month/", byMonth(api)));
  config.addCollection("tagCounts", (api) =>
    [...byTag(api)].map(([key, items]) => ({ key, count: items.length })),
  );
  config.addCollection("monthCounts", (api) =>
    [...byMonth(api)].map(([key, items]) => ({ key, count: items.length })),
  );
  config.addCollection("columnCounts", (api) =>
    Object.fromEntries([...byColumn(api)].map(([key, items]) => [key, items.length])),
  );
  config.addCollection("newestOfUnit", (api) =>
    Object.fromEntries([...byUnit(api)].map(([key, items]) => [key, items[0]])),
  );
  config.addCollection("feeds", (api) => [
    { address: "/feed.atom.xml", page: "/", items: articles(api).slice(0, FEED_LENGTH) },
    ...[...byUnit(api)].map(([key, items]) => ({
      address: `/${key}/feed.atom.xml`,
      page: `/${key}/`,
      items: items.slice(0, FEED_LENGTH),
    })),
  ]);

  config.addPassthroughCopy("site.css");
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("day", (date) => {
    const [year, number, day] = date.toISOString().slice(0, 10).split("-").map(Number);
    return `${year}年${number}月${day}日`;
  });
  config.addFilter("named", (items, slug) => items.find((item) => item.slug === slug));
  // The articles are no templates: text with braces in it must stay as it is.
  return {
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    dir: {
      input: ".",
      output: process.env.BENCH_OUTPUT ?? "_site",
      includes: "_includes",
      data: "_data",
    },
  };
}
