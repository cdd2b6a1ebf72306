import type { AwardFacts } from '../../../../domain/awards/award.ts';
import { useWords } from '../../../providers/i18n.tsx';

/** Who has which role in JustGrants: only some of them can file. */
export function AwardRoles({ facts }: { facts: AwardFacts }) {
  const { t } = useWords();
  return (
    <section className="award-part" aria-labelledby="award-roles">
      <h2 id="award-roles">{t('award.roles')}</h2>
      {facts.roles.length === 0 ? (
        <p className="secondary">{t('award.roles_empty')}</p>
      ) : (
        <ul className="award-lines">
          {facts.roles.map(({ id, role, name, email }) => (
            <li key={id}>
              <span>{name}</span>
              <span className="secondary">{t(`award.role.${role}`)}</span>
              {email && (
                <a href={`mailto:${email}`} className="award-line-end">
                  {email}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
