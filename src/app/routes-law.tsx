import { lazy } from 'react';
import { Route } from 'react-router';

const LegislationList = lazy(async () => ({ default: (await import('./features/legislation/list.tsx')).LegislationList }));
const LegislationForm = lazy(async () => ({ default: (await import('./features/legislation/form.tsx')).LegislationForm }));
const LegislationShow = lazy(async () => ({ default: (await import('./features/legislation/show.tsx')).LegislationShow }));
const LegislationImport = lazy(async () => ({ default: (await import('./features/legislation/import.tsx')).LegislationImport }));
const AnswerList = lazy(async () => ({ default: (await import('./features/answers/list.tsx')).AnswerList }));
const AnswerForm = lazy(async () => ({ default: (await import('./features/answers/form.tsx')).AnswerForm }));
const AnswerShow = lazy(async () => ({ default: (await import('./features/answers/show.tsx')).AnswerShow }));
const InitiativeList = lazy(async () => ({ default: (await import('./features/initiatives/list.tsx')).InitiativeList }));
const InitiativeForm = lazy(async () => ({ default: (await import('./features/initiatives/form.tsx')).InitiativeForm }));
const InitiativeShow = lazy(async () => ({ default: (await import('./features/initiatives/show.tsx')).InitiativeShow }));
const MacroList = lazy(async () => ({ default: (await import('./features/macros/list.tsx')).MacroList }));
const MacroForm = lazy(async () => ({ default: (await import('./features/macros/form.tsx')).MacroForm }));

/** The addresses of the register, of the answers that rest on it, and of what is proposed to the Council. */
export const lawRoutes = (
  <>
    <Route path="legislation">
      <Route index element={<LegislationList />} />
      <Route path="create" element={<LegislationForm />} />
      <Route path="import" element={<LegislationImport />} />
      <Route path=":id" element={<LegislationShow />} />
      <Route path=":id/edit" element={<LegislationForm />} />
    </Route>
    <Route path="answers">
      <Route index element={<AnswerList />} />
      <Route path="create" element={<AnswerForm />} />
      <Route path=":id" element={<AnswerShow />} />
      <Route path=":id/edit" element={<AnswerForm />} />
    </Route>
    <Route path="initiatives">
      <Route index element={<InitiativeList />} />
      <Route path="create" element={<InitiativeForm />} />
      <Route path=":id" element={<InitiativeShow />} />
      <Route path=":id/edit" element={<InitiativeForm />} />
    </Route>
    <Route path="settings/macros">
      <Route index element={<MacroList />} />
      <Route path="create" element={<MacroForm />} />
      <Route path=":id" element={<MacroForm />} />
    </Route>
  </>
);
