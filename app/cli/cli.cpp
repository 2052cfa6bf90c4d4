// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "cli/clustercommands.h"
#include "cli/commandwords.h"
#include "cli/interrupt.h"
#include "cli/journalcommands.h"
#include "cli/login.h"
#include "cli/offlinecommands.h"
#include "cli/servercommands.h"
#include "cli/taskactioncommand.h"
#include "cli/taskcommands.h"
#include "picture/hanfont.h"
#include "report/report.h"
#include "words/journalwords.h"
#include "words/plain.h"

#include <QGuiApplication>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
std::unique_ptr<Command> make(const Command::Setting &setting)
{
    return std::make_unique<T>(setting);
}

using Maker = std::unique_ptr<Command> (*)(const Command::Setting &);

constexpr std::array<std::pair<QLatin1StringView, Maker>, 21> makers { {
    { "cluster list"_L1, make<ClusterListCommand> },
    { "cluster show"_L1, make<ClusterShowCommand> },
    { "host list"_L1, make<HostListCommand> },
    { "server add"_L1, make<ServerAddCommand> },
    { "task list"_L1, make<TaskListCommand> },
    { "task show"_L1, make<TaskShowCommand> },
    { "task watch"_L1, make<TaskWatchCommand> },
    { "task wait"_L1, make<TaskWatchCommand> },
    { "task log"_L1, make<TaskLogCommand> },
    { "task retry"_L1, make<TaskActionCommand> },
    { "task skip"_L1, make<TaskActionCommand> },
    { "task cancel"_L1, make<TaskActionCommand> },
    { "task rollback"_L1, make<TaskActionCommand> },
    { "task export"_L1, make<TaskExportCommand> },
    { "journal list"_L1, make<JournalListCommand> },
    { "journal show"_L1, make<JournalShowCommand> },
    { "journal verify"_L1, make<JournalVerifyCommand> },
    { "journal export"_L1, make<JournalExportCommand> },
    { "journal settle"_L1, make<JournalSettleCommand> },
    { "report"_L1, make<ReportCommand> },
    { "simulate"_L1, make<SimulateCommand> },
} };

std::unique_ptr<Command> makeCommand(const QString &words, const Command::Setting &setting)
{
    const auto it = std::find_if(makers.begin(), makers.end(), [&](const auto &maker) { return words == maker.first; });
    return it == makers.end() ? nullptr : it->second(setting);
}

QStringList textsOf(int argc, char **argv)
{
    QStringList texts;
    for (int i = 1; i < argc; ++i)
        texts.append(QString::fromLocal8Bit(argv[i]));
    return texts;
}

/// Drawings and fonts are wanted: only then the program needs the GUI half of Qt.
bool willPaint(const CommandLine &line)
{
    const QStringList files = line.values(u"report"_s) + line.values(u"output"_s);
    return std::any_of(files.cbegin(), files.cend(), [](const QString &file) {
        const std::optional<ReportFormat> format = reportFormatOf(file);
        return format == ReportFormat::Html || format == ReportFormat::Svg || format == ReportFormat::Pdf || format == ReportFormat::Png;
    });
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv, bool paints)
{
    QCoreApplication::setApplicationName(u"obdesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(OBDESK_VERSION));
    if (!paints)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen"); // works where there is no display, and shows nothing where there is one
    return std::make_unique<QGuiApplication>(argc, argv);
}

void loadWords(QTranslator &translator, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    // English has a catalogue too: it carries the plural forms.
    if (translator.load(locale, u"obdesk"_s, u"_"_s, u":/i18n"_s) || translator.load(u"obdesk_en"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);
}

/// One command, from the login to the exit status.
class Runner final : public QObject
{
public:
    Runner(const CommandLine &line, Output &output) : m_line(line), m_output(output), m_login(line, output)
    {
        m_command = makeCommand(line.commandWords(), { line, output, m_scheduler });
        connect(m_command.get(), &Command::finished, this, &Runner::end);
        connect(&m_login, &Login::ready, this, &Runner::prepareJournal);
        connect(&m_login, &Login::failed, this, [this](ExitStatus status, const QString &problem) { refuse(status, problem); });
        connect(&m_interrupt, &Interrupt::interrupted, this, [this] { m_command->interrupt(); });
    }

    ~Runner() override
    {
        m_command.reset();
        m_client.reset();
        if (!m_journal)
            return;
        m_journal->close(); // what is known of a change is on the disk before the program ends
        if (const JournalState state = m_journal->state(); state.waiting > 0)
            m_output.note(CommandWords::tr("obdesk: what became of the change could not be written into the journal: %1.").arg(displayText(state.writeProblem, false, 400)));
    }

    ExitStatus run()
    {
        if (const QString problem = m_command->prepare(); !problem.isEmpty()) {
            refuse(ExitStatus::Usage, problem);
            return m_status;
        }
        QTimer::singleShot(0, this, [this] {
            if (m_line.command()->online)
                m_login.start();
            else
                m_command->start(nullptr, nullptr);
        });
        QCoreApplication::exec();
        return m_status;
    }

private:
    /// Only for what changes something: reading works without the data file.
    void prepareJournal()
    {
        if (m_ended)
            return; // interrupted while the keyring was asked
        if (!m_command->wantsJournal()) {
            begin();
            return;
        }
        m_journal = std::make_shared<Journal>();
        m_journal->fetchState(this, [this](const JournalState &state) {
            if (const QString words = dataFileWords(state.file); !words.isEmpty())
                m_output.note(words);
            begin();
        });
    }

    void begin()
    {
        if (m_ended)
            return;
        m_client = std::make_unique<OcpClient>(m_login.connection(), m_login.secret(), ClientOptions { .intents = m_journal });
        if (QLocale().language() == QLocale::Chinese)
            m_client->setLanguage(u"zh-CN"_s);
        m_command->start(m_client.get(), m_journal.get());
    }

    void refuse(ExitStatus status, const QString &problem)
    {
        if (m_ended || Interrupt::isPending())
            return; // Ctrl-C at the password prompt: the command hears of it next
        m_output.note(u"obdesk: "_s + problem);
        if (status == ExitStatus::Usage)
            m_output.note(CommandWords::tr("obdesk %1 --help shows how it is meant.").arg(m_line.commandWords()));
        m_output.document(u"obdesk.error"_s, { { "status"_L1, int(status) }, { "error"_L1, QJsonObject { { "message"_L1, problem } } } });
        end(status);
    }

    void end(ExitStatus status)
    {
        if (std::exchange(m_ended, true))
            return;
        m_status = status;
        QCoreApplication::exit();
    }

    const CommandLine &m_line;
    Output &m_output;
    SystemScheduler m_scheduler;
    Interrupt m_interrupt;
    Login m_login;
    std::shared_ptr<Journal> m_journal;
    std::unique_ptr<OcpClient> m_client;
    std::unique_ptr<Command> m_command;     // goes before the client it uses
    ExitStatus m_status = ExitStatus::Done;
    bool m_ended = false;
};

int usageError(const QString &problem, Output &output)
{
    output.note(u"obdesk: %1\n%2"_s.arg(problem, CommandWords::tr("obdesk --help lists commands and options.")));
    output.document(u"obdesk.error"_s, { { "status"_L1, int(ExitStatus::Usage) }, { "error"_L1, QJsonObject { { "message"_L1, problem } } } });
    return int(ExitStatus::Usage);
}

/// The console's own options; a problem when they are wrong.
QString readGuiStart(const CommandLine &line, Output &output, GuiStart *gui)
{
    QString problem;
    gui->demo = line.isSet(u"demo"_s);
    gui->simulator = simulatorOptions(line, &problem);
    gui->language = line.value(u"lang"_s);
    gui->theme = line.value(u"theme"_s);
    if (problem.isEmpty() && line.isSet(u"theme"_s) && !QStringList { u"light"_s, u"dark"_s, u"system"_s }.contains(gui->theme))
        problem = CommandWords::tr("--theme is light, dark or system.");
    if (problem.isEmpty())
        gui->connection = chosenConnection(line, &problem);
    if (gui->connection)
        gui->secret = givenSecret(line, gui->connection->authKind, output, &problem);
    if (problem.isEmpty() && line.isSet(u"url"_s) && !gui->secret)
        problem = CommandWords::tr("--url wants a password or secret: set OBDESK_PASSWORD (or OBDESK_ACCESS_KEY_SECRET), or use --password-file.");
    return problem;
}

} // namespace

std::optional<int> runCommandLine(int argc, char **argv, GuiStart *gui)
{
    const QStringList arguments = textsOf(argc, argv);
    const CommandLine first = CommandLine::read(arguments); // for what must be known before there is an application
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv, willPaint(first));
    QTranslator translator;
    loadWords(translator, first.value(u"lang"_s));
    if (qobject_cast<QGuiApplication *>(application.get()))
        QGuiApplication::setFont(withHanShapes(QGuiApplication::font(), QLocale()));
    const CommandLine line = CommandLine::read(arguments);  // once more, so that problems are told in the right language
    Output output(line.isSet(u"json"_s));

    ExitStatus status = ExitStatus::Done;
    if (line.wantsVersion()) {
        Output(false).text(u"obdesk "_s + QStringLiteral(OBDESK_VERSION));
    } else if (line.wantsHelp()) {
        Output(false).text(helpText(line.command()));
    } else if (!line.problem().isEmpty()) {
        return usageError(line.problem(), output);
    } else if (!line.command()) {
        const QString problem = readGuiStart(line, output, gui);
        return problem.isEmpty() ? std::nullopt : std::optional(usageError(problem, output));
    } else {
        status = Runner(line, output).run();
    }
    if (!output.flush()) {
        output.note(CommandWords::tr("obdesk: standard output could not be written."));
        return int(status == ExitStatus::Done ? ExitStatus::BadData : status);
    }
    return int(status);
}

} // namespace obdesk
