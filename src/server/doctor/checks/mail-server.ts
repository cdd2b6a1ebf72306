import { reasonOf } from '../../log.ts';
import { type Check, fail, ok, skip } from '../check.ts';

/** Whether the mail server lets us in. No letter is sent. */
export const mailServer: Check = {
  name: 'mail server',
  isSlow: true,
  run: async ({ office, config }) => {
    if (!config.mail) return skip('E-mail is not set up. Set SMTP_URL and MAIL_FROM, or hand out links by other means.');
    if (!office) return skip('The mail server was not asked: the office could not be opened.');
    try {
      await office.mail.check();
      return ok('The mail server lets the office in.');
    } catch (error) {
      return fail(`${reasonOf(error)} Check SMTP_URL.`);
    }
  },
};
