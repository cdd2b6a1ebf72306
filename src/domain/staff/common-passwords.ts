/**
 * Words that the commonest passwords are made of, by the published lists of leaked ones, and what somebody would try
 * first at a city's office. A password of twelve characters is refused when little else is in it.
 */
export const commonWords: readonly string[] = (
  'password passwort contrasena contraseña passwd pass word admin administrator administrador root user usuario guest login ' +
  'welcome bienvenido bienvenida letmein iloveyou teamo tequiero loveyou love princess princesa dragon monkey sunshine shadow ' +
  'master superman batman spiderman pokemon starwars football futbol baseball basketball soccer hockey jordan michael jennifer ' +
  'jessica ashley daniel charlie thomas robert andrew george hunter ranger buster soccer killer pepper ginger summer winter ' +
  'spring autumn verano invierno primavera freedom whatever computer internet google facebook samsung changeme default secret ' +
  'secreto trustno access test testing prueba hello hola flower cheese cookie banana chocolate orange purple yellow silver ' +
  'golden mustang harley yamaha mercedes corvette ferrari ninja azerty qwerty qwertz asdf zxcv qazwsx jesus blessed angel ' +
  'lovely family familia forever january february march april june july august september october november december enero ' +
  'febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre monday tuesday wednesday thursday friday ' +
  'saturday sunday lunes martes miercoles jueves viernes sabado domingo kansas city kansascity missouri chiefs royals mykcmo ' +
  'kcmo mayor council office engagement citizen citizens oficina ciudad rotunda government municipal district number one two ' +
  'three four five the and for you ready player'
).split(' ');

/** What lies side by side on a keyboard, or follows in the alphabet. */
export const keyboardRows: readonly string[] = [
  '12345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]',
  'qwertzuiop',
  'asdfghjkl;',
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '!@#$%^&*()_+',
];
