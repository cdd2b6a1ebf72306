import { useCustomMutation, useInvalidate, useList, useOne } from '@refinedev/core';
import { nameAct } from '../../providers/acts.ts';

export type Material = { id: string; language: string; title: string; url: string; sort_order: number };
export type Curriculum = {
  id: string;
  name: string;
  edition: string;
  description: string;
  hours: number | string | null;
  datasets: string[];
  is_active: boolean;
  version: number;
  materials: Material[];
};

/** A curriculum as the form has it; each material has a key of its own. */
export type CurriculumValues = {
  name: string;
  edition: string;
  description: string;
  hours: string;
  datasets: string[];
  is_active: boolean;
  materials: { key: string; id: string | null; language: string | null; title: string; url: string }[];
};

const select =
  'id,name,edition,description,hours,datasets,is_active,version,materials:curriculum_materials(id,language,title,url,sort_order)';

export function useCurricula() {
  return useList<Curriculum>({
    resource: 'curricula',
    meta: { select },
    sorters: [
      { field: 'name', order: 'asc' },
      { field: 'edition', order: 'desc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
}

export function useCurriculum(id: string | undefined) {
  return useOne<Curriculum>({
    resource: 'curricula',
    id: id ?? '',
    meta: { select },
    errorNotification: false,
    queryOptions: { enabled: id !== undefined, refetchOnWindowFocus: false },
  }).query;
}

export const newMaterial = (): CurriculumValues['materials'][number] => ({
  key: crypto.randomUUID(),
  id: null,
  language: null,
  title: '',
  url: '',
});

export function toValues(curriculum: Curriculum | null): CurriculumValues {
  if (!curriculum) return { name: '', edition: '1', description: '', hours: '', datasets: [], is_active: true, materials: [newMaterial()] };
  const { name, edition, description, hours, datasets, is_active, materials } = curriculum;
  return {
    name,
    edition,
    description,
    hours: hours === null ? '' : String(Number(hours)),
    datasets,
    is_active,
    materials: [...materials].sort((a, b) => a.sort_order - b.sort_order).map(({ sort_order: _, ...line }) => ({ ...line, key: line.id })),
  };
}

/** Saves a curriculum with its materials; answers the name by which that is undone. Rejects with the refusal. */
export function useSaveCurriculum() {
  const { mutateAsync } = useCustomMutation();
  const invalidate = useInvalidate();
  return async (values: CurriculumValues, curriculum: Pick<Curriculum, 'id' | 'version'> | null): Promise<string> => {
    const act = nameAct();
    const materials = values.materials
      .filter(({ title, url }) => title.trim() !== '' || url.trim() !== '')
      .map(({ key: _, url, ...line }) => ({ ...line, url: url.trim() }));
    const hours = values.hours.trim() === '' ? null : Number(values.hours.replace(',', '.'));
    await mutateAsync({
      url: 'save_curriculum',
      method: 'post',
      values: {
        p_curriculum: { ...values, hours, materials },
        ...(curriculum ? { p_id: curriculum.id, p_version: curriculum.version } : {}),
      },
      meta: { act },
      successNotification: false,
      errorNotification: false,
    });
    await invalidate({ resource: 'curricula', invalidates: ['resourceAll'] });
    return act;
  };
}
