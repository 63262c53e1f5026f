/** Something that is done soon. */
export interface Soon {
  ask(): void;
  isAsked(): boolean;
}

/** Does something once the turn is over in which it is asked for, however often that is. */
export function soon(act: () => void): Soon {
  let isAsked = false;
  return {
    isAsked: () => isAsked,
    ask: () => {
      if (isAsked) return;
      isAsked = true;
      setImmediate(() => {
        isAsked = false;
        act();
      });
    },
  };
}
