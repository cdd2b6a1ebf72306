import type { front as english } from '../en/front.ts';

export const front: Record<keyof typeof english, string> = {
  'front.title': 'Iniciar sesión',
  'front.email': 'Correo electrónico',
  'front.password': 'Contraseña',
  'front.submit': 'Iniciar sesión',
  'front.working': 'Iniciando sesión…',
  'front.opening': 'Abriendo la oficina…',
  'front.credentials':
    'Este correo y esta contraseña no corresponden. Revise ambos e intente otra vez. Un administrador puede ayudar si olvidó la contraseña.',
  'front.unreachable': 'La oficina no respondió. Lo que escribió sigue aquí; intente otra vez en un momento.',
  'front.email_missing': 'Escriba su correo electrónico.',
  'front.password_missing': 'Escriba su contraseña.',
  'front.sample': 'Esta es una oficina de muestra. Las personas y sus consultas son inventadas.',
  'front.needs_setup': 'Esta oficina aún no tiene administrador. Abra el enlace de configuración que el programa mostró al iniciar.',
  'front.no_server': 'No se puede conectar con la oficina. Revise la conexión e intente otra vez.',
  'front.retry': 'Intentar otra vez',
  'front.expired': 'Su sesión terminó. Inicie sesión otra vez: lo que escribió sigue en la página.',
  'setup.title': 'Configurar la oficina',
  'setup.lead': 'Cree el primer administrador. Las demás personas se invitan desde adentro.',
  'setup.name': 'Su nombre',
  'setup.password_hint': 'Al menos 12 caracteres.',
  'setup.name_missing': 'Escriba su nombre.',
  'setup.password_short': 'Use al menos 12 caracteres.',
  'setup.submit': 'Crear el administrador',
  'setup.working': 'Creando la cuenta…',
  'setup.no_token': 'A esta dirección le falta su código de un solo uso. Use el enlace completo que el programa mostró al iniciar.',
};
