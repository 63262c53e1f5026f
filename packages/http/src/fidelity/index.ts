export {
  type ApiAnswers,
  type CommonRefusal,
  commonTo,
  type Documented,
  documentedOf,
  keyOf,
  takesEnums,
  takesShapes,
} from './documented.ts';
export { observer, readObserved } from './observed.ts';
