// A new element with its properties and children; what is false or empty is left out.
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) if (value) node[key] = value;
  node.append(...children.filter(Boolean));
  return node;
}
