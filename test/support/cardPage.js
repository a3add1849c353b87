// Runs in the browser page: draws one card as Teams would and reports what a person would trip over.
/* global window, document, getComputedStyle */

window.drawCard = ({ card: json, styles, hostConfig }) => {
  const { AdaptiveCard, HostConfig, SerializationContext } = window.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  document.querySelector('style').textContent = styles;
  // The renderer checks `lang` with a global regular expression, which refuses every other card unless it fails between.
  new AdaptiveCard().parse({ type: 'AdaptiveCard', version: '1.5', lang: '-' });
  const reading = new SerializationContext();
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig);
  card.parse(json, reading);
  const box = document.getElementById('card');
  box.replaceChildren(card.render());
  const read = Array.from({ length: reading.eventCount }, (_, index) => reading.getEventAt(index).message);
  const validated = card.validateProperties().validationEvents.map(({ message }) => message);
  return {
    // Charts are Teams' own elements, which its clients draw and this renderer leaves out.
    warnings: [...new Set([...read, ...validated])].filter((text) => !text.includes('"Chart.')),
    cutOff: cutOff(box),
    paleTexts: paleTexts(box),
    text: box.innerText,
    html: box.innerHTML,
  };
};

const markdown = window.markdownit({ html: false, linkify: false });

/** Elements that reach out of the card or hide a part of their text. */
function cutOff(box) {
  const right = box.getBoundingClientRect().right;
  return [...box.querySelectorAll('*')]
    .filter((element) => {
      const style = getComputedStyle(element);
      const hides = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const hidesBelow = style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
      return hides || hidesBelow || element.getBoundingClientRect().right > right + 1;
    })
    .map((element) => element.textContent.slice(0, 80));
}

/** Texts with less contrast than WCAG 2.2 AA asks for (4.5 : 1), with their ratio. */
function paleTexts(box) {
  return (
    [...box.querySelectorAll('*')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''),
      )
      // The renderer's own star at a required field.
      .filter(
        (element) => !element.classList.contains('ac-input-required-indicator') && element.textContent.trim() !== '*',
      )
      .map((element) => ({ element, ratio: contrast(element) }))
      .filter(({ ratio }) => ratio < 4.5)
      .map(({ element, ratio }) => `${ratio.toFixed(1)}: ${element.textContent.slice(0, 60)}`)
  );
}

function contrast(element) {
  const layers = [];
  for (let at = element; at !== null; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
  const behind = layers.reduce(over, [255, 255, 255, 1]);
  const [light, dark] = [over(behind, rgba(getComputedStyle(element).color)), behind]
    .map(luminance)
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function rgba(color) {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

function over(behind, [red, green, blue, alpha]) {
  const mix = (front, back) => front * alpha + back * (1 - alpha);
  return [mix(red, behind[0]), mix(green, behind[1]), mix(blue, behind[2]), 1];
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
