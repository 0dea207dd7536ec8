import type { ClientStage, SizeClass } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { Language, Worded } from '../domain/language.ts';
import type { Role } from '../domain/specialist.ts';

/*
 * The demo company: business software by subscription (licences, installation, training, monthly payment).
 * Short names tie the parts together; they become ids when the company is seeded.
 */

export interface DemoDepartment {
  readonly key: DepartmentKey;
  readonly name: Worded;
  readonly timeZone: string;
  /** short name of a person */
  readonly head: string;
}

export interface DemoPerson {
  readonly short: string;
  readonly name: string;
  readonly role: Role;
  readonly department: DepartmentKey | null;
  readonly serves: boolean;
}

export interface DemoContact {
  readonly siteId: string;
  readonly name: string;
  readonly role: string;
  readonly language: Language;
}

export interface DemoClient {
  readonly name: string;
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly contacts: readonly DemoContact[];
  /** who owns the client in a department, by short name */
  readonly owners: Readonly<Record<DepartmentKey, string>>;
}

const timeZone = 'Europe/Moscow';

export const departments: readonly DemoDepartment[] = [
  { key: 'client', name: { ru: 'Клиентский отдел', en: 'Client Service' }, timeZone, head: 'marina' },
  { key: 'sales', name: { ru: 'Отдел продаж', en: 'Sales' }, timeZone, head: 'viktor' },
  { key: 'finance', name: { ru: 'Финансовый отдел', en: 'Finance' }, timeZone, head: 'lyudmila' },
];

const specialist = (short: string, name: string, department: DepartmentKey): DemoPerson => {
  return { short, name, role: 'specialist', department, serves: true };
};

const head = (short: string, name: string, department: DepartmentKey): DemoPerson => {
  return { short, name, role: 'head', department, serves: false };
};

export const people: readonly DemoPerson[] = [
  { short: 'sergey', name: 'Сергей Калинин', role: 'director', department: null, serves: false },
  head('marina', 'Марина Белова', 'client'),
  head('viktor', 'Виктор Громов', 'sales'),
  head('lyudmila', 'Людмила Орлова', 'finance'),
  specialist('irina', 'Ирина Соколова', 'client'),
  specialist('pavel', 'Павел Никитин', 'client'),
  specialist('daria', 'Дарья Ершова', 'client'),
  specialist('anton', 'Антон Лебедев', 'sales'),
  specialist('kseniya', 'Ксения Власова', 'sales'),
  specialist('olga', 'Ольга Фомина', 'finance'),
];

const contact = (siteId: string, name: string, role: string, language: Language = 'ru'): DemoContact => ({ siteId, name, role, language });

export const clients: readonly DemoClient[] = [
  {
    name: 'Кофейня «Угол»',
    size: 'small',
    stage: 'served',
    contacts: [contact('demo-anna', 'Анна Корнеева', 'owner')],
    owners: { client: 'irina' },
  },
  {
    name: 'Стоматология «Улыбка»',
    size: 'small',
    stage: 'served',
    contacts: [contact('demo-boris', 'Борис Лазарев', 'director'), contact('demo-nina', 'Нина Рогова', 'accountant')],
    owners: { client: 'pavel' },
  },
  {
    name: 'Типография «Оттиск»',
    size: 'small',
    stage: 'initial',
    contacts: [contact('demo-gleb', 'Глеб Тарасов', 'owner')],
    owners: { sales: 'kseniya' },
  },
  {
    name: 'Harbour Tea',
    size: 'small',
    stage: 'served',
    contacts: [contact('demo-emma', 'Emma Clarke', 'owner', 'en')],
    owners: { client: 'daria' },
  },
  {
    name: 'Автосервис «Поворот»',
    size: 'small',
    stage: 'dormant',
    contacts: [contact('demo-roman', 'Роман Гусев', 'director')],
    owners: { client: 'daria' },
  },
  {
    name: 'Сеть пекарен «Колос»',
    size: 'medium',
    stage: 'served',
    contacts: [contact('demo-elena', 'Елена Демидова', 'office manager'), contact('demo-oleg', 'Олег Суханов', 'accountant')],
    owners: { sales: 'anton', client: 'irina' },
  },
  {
    name: 'Строительная компания «Опора»',
    size: 'medium',
    stage: 'initial',
    contacts: [contact('demo-fyodor', 'Фёдор Мельников', 'purchasing')],
    owners: { sales: 'anton' },
  },
  {
    name: 'Northwind Logistics',
    size: 'medium',
    stage: 'served',
    contacts: [contact('demo-james', 'James Porter', 'IT', 'en')],
    owners: { sales: 'kseniya', client: 'pavel' },
  },
  {
    name: 'Мебельная фабрика «Лад»',
    size: 'large',
    stage: 'served',
    contacts: [contact('demo-tatiana', 'Татьяна Ильина', 'IT'), contact('demo-yuri', 'Юрий Соболев', 'director')],
    owners: { sales: 'anton', client: 'irina' },
  },
  {
    name: 'Агрохолдинг «Нива»',
    size: 'large',
    stage: 'prospect',
    contacts: [contact('demo-stepan', 'Степан Жуков', 'purchasing')],
    owners: { sales: 'kseniya' },
  },
  {
    name: 'Сеть аптек «Родник»',
    size: 'key',
    stage: 'initial',
    contacts: [contact('demo-vera', 'Вера Андреева', 'director'), contact('demo-maxim', 'Максим Панов', 'IT')],
    owners: { sales: 'anton', client: 'pavel' },
  },
  {
    name: 'Полина Зайцева',
    size: 'private',
    stage: 'served',
    contacts: [contact('demo-polina', 'Полина Зайцева', 'owner')],
    owners: { client: 'daria' },
  },
];
