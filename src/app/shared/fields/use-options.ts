import { useMemo } from 'react';
import { useReferences } from '../../providers/references.tsx';

export type Option = { value: string; label: string };

type Chosen = {
  topic_id?: string | null;
  district_id?: string | null;
  department_id?: string | null;
  language?: string | null;
  preferred_language?: string | null;
};

/** The reference tables as choices. What is inactive is offered only where it is already chosen. */
export function useOptions(chosen: Chosen = {}) {
  const { topics, districts, languages, organizations, staff } = useReferences();
  const { topic_id, district_id, department_id } = chosen;
  const spoken = chosen.language ?? chosen.preferred_language;
  return useMemo(() => {
    const byId = (rows: { id: string; name: string }[]): Option[] => rows.map(({ id, name }) => ({ value: id, label: name }));
    return {
      topics: byId(topics.filter((row) => row.is_active || row.id === topic_id)),
      districts: byId(districts.filter((row) => row.is_active || row.id === district_id)),
      languages: languages
        .filter((row) => row.is_active || row.code === spoken)
        .map(({ code, name, endonym }) => ({ value: code, label: name === endonym ? name : `${name} · ${endonym}` })),
      // The city's own; a partner is found by its name, see organization-field.tsx.
      organizations: byId(organizations.filter((row) => (row.is_active && row.kind === 'department') || row.id === department_id)),
      staff: byId(staff.filter((row) => row.is_active)),
    };
  }, [topics, districts, languages, organizations, staff, topic_id, district_id, department_id, spoken]);
}
