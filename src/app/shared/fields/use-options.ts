import { useMemo } from 'react';
import { useReferences } from '../../providers/references.tsx';

export type Option = { value: string; label: string };

/** The reference tables as choices. What is inactive is offered only where it is already chosen. */
export function useOptions(chosen: { topic_id?: string | null; district_id?: string | null } = {}) {
  const { topics, districts, languages, organizations, staff } = useReferences();
  const { topic_id, district_id } = chosen;
  return useMemo(() => {
    const byId = (rows: { id: string; name: string }[]): Option[] => rows.map(({ id, name }) => ({ value: id, label: name }));
    return {
      topics: byId(topics.filter((row) => row.is_active || row.id === topic_id)),
      districts: byId(districts.filter((row) => row.is_active || row.id === district_id)),
      languages: languages.map(({ code, name, endonym }) => ({ value: code, label: name === endonym ? name : `${name} · ${endonym}` })),
      organizations: byId(organizations),
      staff: byId(staff.filter((row) => row.is_active)),
    };
  }, [topics, districts, languages, organizations, staff, topic_id, district_id]);
}
