'use client'

import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'
import { propertyPrefix } from '@/server/catalogue/property-prefix'
import type { ActionFormProps } from './action-form'

const PropertyEdit = dynamic(() => import('./property-edit').then(found => found.PropertyEditDialog))
const TagsEdit = dynamic(() => import('./tags-edit').then(found => found.TagsEditDialog))
const FolderMove = dynamic(() => import('./folder-move').then(found => found.FolderMoveDialog))
const FolderNew = dynamic(() => import('./folder-new').then(found => found.FolderNewDialog))
const FieldsEdit = dynamic(() => import('./fields-edit').then(found => found.FieldsEditDialog))

const properties = Object.values(propertyPrefix).flatMap(prefix => [
  [`${prefix}.rename`, PropertyEdit],
  [`${prefix}.describe`, PropertyEdit],
]) satisfies [string, ComponentType<ActionFormProps>][]

/** The form of each action that has an input, by the action's id. Fetched when it is first opened. */
export const actionForms: Readonly<Record<string, ComponentType<ActionFormProps>>> = {
  ...Object.fromEntries(properties),
  'object.setTags': TagsEdit,
  'object.setFolder': FolderMove,
  'object.setFields': FieldsEdit,
  'pool.addFolders': FolderNew,
}
