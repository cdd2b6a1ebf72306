import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Tag } from '../../shared/components/tag.tsx';

/** What inquiries are about, and what each topic brings: section, department, target. */
export function TopicList() {
  const { t, tn } = useWords();
  const { topics, sections, organizations } = useReferences();
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.topics')} />
      </div>
      <p className="page-lead">{t('topics.lead')}</p>
      <ul className="rows">
        {topics.map((topic) => {
          const section = sections.find((one) => one.section === topic.primary_section);
          const others = topic.sections.filter((one) => one !== topic.primary_section).map((one) => `§ ${one}`);
          const department = organizations.find((one) => one.id === topic.department_id)?.name;
          return (
            <li className="row" key={topic.id}>
              <div className="row-main">
                <Link to={`/inquiries?topic=${topic.code}`} className="row-title">
                  {topic.name}
                </Link>
                <p className="secondary row-facts">
                  {[
                    `§ ${topic.primary_section} ${section?.title ?? ''}`,
                    others.length > 0 ? t('inquiry.also', { sections: others.join(', ') }) : '',
                    department,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <div className="row-end">
                <span>{tn('topics.target', topic.target_business_days)}</span>
                {!topic.is_active && <Tag tone="plain">{t('topics.inactive')}</Tag>}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
