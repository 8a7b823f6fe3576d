import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Question {
  readonly opened: boolean;
  readonly close: () => void;
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly yes: string;
  readonly act: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ opened, close, title, text, yes, act }: Question) {
  const { t } = useTranslation();
  const confirm = (): void => {
    close();
    act();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('operation.cancel') }}
    >
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {t('operation.cancel')}
        </Button>
        <Button color="red" onClick={confirm}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}
