export * from './history/types';
