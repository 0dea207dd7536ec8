import type { JSX } from 'preact';

function Icon({ children, size = 20 }: { readonly children: JSX.Element | JSX.Element[]; readonly size?: number }): JSX.Element {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ChatIcon = (): JSX.Element => (
  <Icon size={26}>
    <path d="M20.5 11.6a8 8 0 0 1-8.3 7.9c-1.2 0-2.4-.3-3.4-.7L4 20l1.3-4.1a7.7 7.7 0 0 1-1.4-4.3c0-4.4 3.7-7.9 8.3-7.9s8.3 3.5 8.3 7.9Z" />
    <path d="M8.8 10.2h6.8M8.8 13.4h4.2" />
  </Icon>
);

export const DownIcon = ({ size = 24 }: { readonly size?: number }): JSX.Element => (
  <Icon size={size}>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
);

export const CloseIcon = (): JSX.Element => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const SendIcon = (): JSX.Element => (
  <Icon size={18}>
    <path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />
  </Icon>
);

export const CheckIcon = (): JSX.Element => (
  <Icon size={13}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const ClockIcon = (): JSX.Element => (
  <Icon size={13}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);

/** Stands for the desk itself: a window. */
export const WindowIcon = ({ size = 20 }: { readonly size?: number }): JSX.Element => (
  <Icon size={size}>
    <rect x="4.5" y="4" width="15" height="16" rx="3.5" />
    <path d="M12 4v16M4.5 12h15" />
  </Icon>
);

export const ClipIcon = (): JSX.Element => (
  <Icon>
    <path d="m20 11.5-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.5-8.5a3.5 3.5 0 0 1 5 5l-8.4 8.4a1.75 1.75 0 0 1-2.5-2.5l7.7-7.6" />
  </Icon>
);

export const FileIcon = (): JSX.Element => (
  <Icon>
    <path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5Z" />
    <path d="M13.5 3.5v5h5" />
  </Icon>
);

export const AnswerIcon = ({ size = 18 }: { readonly size?: number }): JSX.Element => (
  <Icon size={size}>
    <path d="M9 7 4 12l5 5" />
    <path d="M4 12h10a6 6 0 0 1 6 6v1" />
  </Icon>
);
