import type { ResourceProps } from '@refinedev/core';

/** Every noun that has screens, with their addresses. One entry each; the rail, the routes and Refine read it. */
export const resources: ResourceProps[] = [
  { name: 'inquiries', list: '/inquiries', create: '/inquiries/create', edit: '/inquiries/:id/edit', show: '/inquiries/:id' },
  { name: 'events', list: '/events', create: '/events/create', edit: '/events/:id/edit', show: '/events/:id' },
  { name: 'programs', list: '/programs', create: '/programs/create', edit: '/programs/:id/edit', show: '/programs/:id' },
  { name: 'residents', list: '/residents', create: '/residents/create', edit: '/residents/:id/edit', show: '/residents/:id' },
  { name: 'curricula', list: '/events/curricula', create: '/events/curricula/create', edit: '/events/curricula/:id' },
  { name: 'campaigns', list: '/campaigns', create: '/campaigns/create', show: '/campaigns/:id' },
  { name: 'awards', list: '/awards', create: '/awards/create', edit: '/awards/:id/edit', show: '/awards/:id' },
  {
    name: 'opportunities',
    list: '/opportunities',
    create: '/opportunities/create',
    edit: '/opportunities/:id/edit',
    show: '/opportunities/:id',
  },
  { name: 'language_encounters', list: '/language-encounters', show: '/language-encounters/:id' },
  {
    name: 'organizations',
    list: '/organizations',
    create: '/organizations/create',
    edit: '/organizations/:id/edit',
    show: '/organizations/:id',
  },
  { name: 'journeys', list: '/campaigns/journeys' },
  { name: 'mailing_lists', list: '/mailing-lists' },
  { name: 'subscribers', list: '/mailing-lists/subscribers', show: '/mailing-lists/subscribers/:id' },
  { name: 'suppressions', list: '/mailing-lists/suppressions' },
  { name: 'tasks', list: '/tasks' },
  {
    name: 'checklists',
    list: '/settings/checklists',
    create: '/settings/checklists/create',
    edit: '/settings/checklists/:id',
  },
  { name: 'reports', list: '/reports', show: '/reports/:id' },
  { name: 'legislation', list: '/legislation' },
  { name: 'topics', list: '/topics' },
  { name: 'settings', list: '/settings' },
  { name: 'notifications', list: '/notifications' },
  { name: 'staff', list: '/settings/staff' },
];
