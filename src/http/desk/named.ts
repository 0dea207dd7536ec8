import { z } from 'zod';
import { sizeClasses } from '../../domain/client.ts';

/* How answers of the desk name people, contacts, departments and clients. */

export const personNamed = z.object({ id: z.uuid(), name: z.string() });
/** `proven`: the name is more than what somebody calls themselves */
export const contactNamed = z.object({ id: z.uuid(), name: z.string().nullable(), proven: z.boolean() });
export const departmentNamed = z.object({ key: z.string(), name: z.string() });
export const clientNamed = z.object({ id: z.uuid(), name: z.string(), proven: z.boolean(), size: z.enum(sizeClasses) });
/** whose a client is, and in which department */
export const ownerNamed = z.object({ department: departmentNamed, specialist: personNamed });

/** Who and what the examples of the OpenAPI document are about. */
export const sample = {
  id: (n: number) => `0195d3a0-7c1e-7000-8000-${String(n).padStart(12, '0')}`,
  at: '2026-03-02T09:15:00.000Z',
  anna: { id: '0195d3a0-7c1e-7000-8000-000000000001', name: 'Anna Orlova' },
  conversation: '0195d3a0-7c1e-7000-8000-000000000002',
  client: { id: '0195d3a0-7c1e-7000-8000-000000000003', name: 'Northern Bakery', proven: true, size: 'small' },
  contact: { id: '0195d3a0-7c1e-7000-8000-000000000004', name: 'Peter', proven: true },
  department: { key: 'client', name: 'Client department' },
} as const;
