/**
 * What each page carries, and keeps before its own scripts change the language: `probe.layout()` says where everything
 * of the page stands and how it looks, `probe.launcher()` where a person would press, or nothing, and `probe.frame()`
 * where the messenger begins. In words, for the
 * engines' drivers carry no objects out of a page with a broken language.
 */
export const PROBE = `
window.probe = (function () {
  var all = Document.prototype.querySelectorAll, within = DocumentFragment.prototype.querySelector;
  var box = Element.prototype.getBoundingClientRect, styleOf = window.getComputedStyle;
  var at = Document.prototype.elementFromPoint, round = Math.round, join = Array.prototype.join;
  function button(element) {
    return element.shadowRoot && within.call(element.shadowRoot, 'button.launcher');
  }
  function layout() {
    var lines = [], elements = all.call(document, '*'), root = document.documentElement;
    for (var i = 0; i < elements.length; i++) {
      var element = elements[i], name = element.localName;
      if (button(element) || name === 'script' || name === 'style' || name === 'title') continue;
      var r = box.call(element), s = styleOf(element);
      lines[lines.length] = join.call([name, round(10 * (r.left + scrollX)), round(10 * (r.top + scrollY)), round(10 * r.width), round(10 * r.height),
        s.display, s.visibility, s.opacity, s.color, s.backgroundColor, s.fontSize], ' ');
    }
    return join.call(lines, '\\n') + '\\n' + join.call(['scrolls', root.scrollWidth, root.scrollHeight, 'frames', window.length, document.title], ' ');
  }
  function launcher() {
    var elements = all.call(document, '*'), place = '';
    for (var i = 0; i < elements.length; i++) {
      var it = button(elements[i]);
      if (!it || it.hidden) continue;
      if (place) return 'twice';
      var r = box.call(it), x = r.left + r.width / 2, y = r.top + r.height / 2;
      var isInCorner = innerHeight - r.bottom < 45 && (innerWidth - r.right < 45 || r.left < 45);
      var isWhole = r.width >= 44 && r.height >= 44 && r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;
      if (isWhole && isInCorner && at.call(document, x, y) === elements[i]) place = x + ' ' + y;
    }
    return place;
  }
  function frame() {
    var elements = all.call(document, '*');
    for (var i = 0; i < elements.length; i++) {
      var it = button(elements[i]) && within.call(elements[i].shadowRoot, 'iframe');
      if (it) { var r = box.call(it); return r.left + ' ' + r.top; }
    }
    return '';
  }
  return { layout: layout, launcher: launcher, frame: frame };
})();`;
