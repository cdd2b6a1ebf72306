import type { campaignsMjml as english } from '../en/campaigns-mjml.ts';

/** Lo que está mal en el MJML. */
export const campaignsMjml: Record<keyof typeof english, string> = {
  'check.line_layout': 'En el diseño, línea {line}:',
  'mjml.comment_open': 'Un comentario no se cierra: escriba --> al final.',
  'mjml.comment_condition': 'No se admiten comentarios con condiciones para determinados programas de correo.',
  'mjml.bracket': 'Hay un «<» que no abre ninguna etiqueta: escriba &lt; para el signo.',
  'mjml.never_closed': '<{tag}> no se cierra: escriba </{tag}>.',
  'mjml.closes_nothing': '</{tag}> no cierra nada que esté abierto.',
  'mjml.crossed': '<{tag}> no se cierra antes de </{outer}>, en la línea {at}.',
  'mjml.unknown': 'Aquí no se conoce <{tag}>.',
  'mjml.include': 'Una carta se basta sola: no se admite <mj-include>. Ponga aquí el texto.',
  'mjml.font': 'No se cargan tipos de letra de otros sitios: no se admite <mj-font>.',
  'mjml.html_attributes': 'No se admite <mj-html-attributes>.',
  'mjml.social': 'Las imágenes de <mj-social> vienen de otro sitio, que sabría quién abre la carta. Use enlaces.',
  'mjml.carousel': 'La mayoría de los programas de correo no muestran <mj-carousel>. Ponga las imágenes una tras otra.',
  'mjml.script': 'Una carta no lleva scripts.',
  'mjml.style': 'Los estilos van en <mj-style>, en el encabezado.',
  'mjml.link': 'No se cargan hojas de estilo de otros sitios.',
  'mjml.meta': 'No se admite <meta>.',
  'mjml.base': 'No se admite <base>.',
  'mjml.form': 'Los programas de correo no envían formularios. Use un botón que abra una página.',
  'mjml.iframe': 'Una carta no muestra otras páginas dentro.',
  'mjml.field_quotes': 'Dentro de una etiqueta, un campo va entre comillas.',
  'mjml.field_place':
    'Un campo no puede ir en {attribute}. En una dirección solo pueden ir, sin nada más, links.unsubscribe, links.preferences, links.archive, links.answer y office.website.',
  'mjml.handler': 'Una carta no lleva scripts: quite {attribute}.',
  'mjml.address': 'Esta dirección no puede ir en {attribute}.',
  'mjml.css_import': 'No se cargan hojas de estilo de otros sitios: quite @import.',
  'mjml.css_url': 'Los estilos no cargan nada de fuera: quite url(…).',
  'mjml.css_tags': 'Los estilos no llevan etiquetas ni campos.',
  'mjml.layout_root': 'Un diseño empieza por <mjml>.',
  'mjml.layout_place': 'Escriba {{ {place} }} donde deba ir.',
  'mjml.library': 'MJML no lo acepta tal como está. Dice: «{words}»',
  'refusal.layout_mjml':
    'Con este diseño todavía no se puede hacer una carta, así que no se guardó. Debajo está lo que falla, con su línea.',
};
