// What the theme's own script expects to find: where the site begins, and a small memory
// kept apart for each site of one host.
{
  const scope = new URL(document.currentScript.dataset.scope, location);
  const named = (key, where) => `${where.pathname}.${key}`;

  window.__md_scope = scope;

  window.__md_get = (key, memory = localStorage, where = scope) =>
    JSON.parse(memory.getItem(named(key, where)));

  window.__md_set = (key, value, memory = localStorage, where = scope) => {
    try {
      memory.setItem(named(key, where), JSON.stringify(value));
    } catch {
      // A full or forbidden memory forgets the choice; nothing else depends on it.
    }
  };

  window.__md_hash = (text) => {
    let hash = 0;
    for (const character of text) hash = (hash << 5) - hash + character.charCodeAt(0);
    return hash;
  };
}
