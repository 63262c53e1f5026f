import { InvalidArgumentError, Option } from 'commander';

const isWeb = (text: string): boolean => {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
};

/** Reads an absolute address of the web. */
export function webAddress(text: string): string {
  if (isWeb(text)) return text;
  throw new InvalidArgumentError('Write it as an absolute address, such as http://127.0.0.1:3000.');
}

/** The same for a landing page: the token that is added to it would be lost behind a `#` (ACT-03). */
export function landingAddress(text: string): string {
  if (isWeb(text) && !text.includes('#')) return text;
  throw new InvalidArgumentError(
    "Write it as an absolute address without '#', such as http://127.0.0.1:3000/landing.",
  );
}

/** Which running simulator is meant; an empty environment variable is as good as none, which without a standard is ''. */
export function simulatorOption(description: string, standard = ''): Option {
  const option = new Option('--url <address>', description)
    .env('MARKETSIM_URL')
    .argParser((text) => (text === '' ? standard : webAddress(text)));
  return standard === '' ? option : option.default(standard);
}
