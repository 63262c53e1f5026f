import type { AnyEndpoint } from '@marketsim/http';
import type { WorldContext } from '../control/control-api.ts';

/** A JSON Schema of a kind of file that users write. */
export interface FileSchema {
  /** Its name under `/openapi`, such as `world.schema.json`. */
  readonly name: string;
  /** In a few words. */
  readonly what: string;
  /** Asked for when somebody asks for it. */
  readonly schema: () => object | Promise<object>;
}

/** What a package above this one adds to a simulator. It is loaded at the start: what is heavy in it waits. */
export interface Extension {
  /** About one world, under `/_sim`. */
  readonly endpoints: readonly AnyEndpoint<WorldContext>[];
  readonly schemas: readonly FileSchema[];
}
