<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActionWords</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1（主机 %2）</translation>
    </message>
    <message>
        <source>Retry failed steps</source>
        <translation>重试失败步骤</translation>
    </message>
    <message>
        <source>Roll back task</source>
        <translation>回滚任务</translation>
    </message>
    <message>
        <source>Retry step</source>
        <translation>重试步骤</translation>
    </message>
    <message>
        <source>Skip step</source>
        <translation>跳过步骤</translation>
    </message>
    <message>
        <source>Cancel step</source>
        <translation>终止步骤</translation>
    </message>
    <message>
        <source>Possible only when the task has failed; it is running.</source>
        <translation>仅当任务失败后才可操作；任务正在运行。</translation>
    </message>
    <message>
        <source>The task has ended well; there is nothing to do.</source>
        <translation>任务已成功结束，无需操作。</translation>
    </message>
    <message>
        <source>The task is in a state this version of obdesk does not know.</source>
        <translation>任务处于此版本 obdesk 无法识别的状态。</translation>
    </message>
    <message>
        <source>OCP forbids rolling this task back.</source>
        <translation>OCP 禁止回滚此任务。</translation>
    </message>
    <message>
        <source>A step that has already run cannot be rolled back.</source>
        <translation>有已执行的步骤不支持回滚。</translation>
    </message>
    <message>
        <source>The task belongs to another OCP; act on it there.</source>
        <translation>此任务属于另一个 OCP，请到该 OCP 上操作。</translation>
    </message>
    <message>
        <source>Possible only on a failed step.</source>
        <translation>仅可用于失败的步骤。</translation>
    </message>
    <message>
        <source>Possible only on a running step.</source>
        <translation>仅可用于运行中的步骤。</translation>
    </message>
    <message>
        <source>The step is being cancelled already.</source>
        <translation>该步骤正在终止中。</translation>
    </message>
    <message>
        <source>OCP forbids skipping this step.</source>
        <translation>OCP 禁止跳过此步骤。</translation>
    </message>
    <message>
        <source>Select a step first.</source>
        <translation>请先选择一个步骤。</translation>
    </message>
    <message numerus="yes">
        <source>OCP runs the %n failed step(s) of task %1 again, then goes on with the steps behind them.</source>
        <translation>
            <numerusform>OCP 将重新执行任务 %1 的 %n 个失败步骤，然后继续执行其后的步骤。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>OCP undoes the %n step(s) of task %1 that have run, from the failed ones backwards. The hosts become free again; the change is not made.</source>
        <translation>
            <numerusform>OCP 将从失败的步骤开始逆序撤销任务 %1 已执行的 %n 个步骤。主机将恢复空闲，变更不会生效。</numerusform>
        </translation>
    </message>
    <message>
        <source>OCP undoes %1 and runs it again; if that ends well, the steps behind it go on.</source>
        <translation>OCP 将撤销%1并重新执行；若执行成功，其后的步骤会继续执行。</translation>
    </message>
    <message>
        <source>OCP marks %1 as done WITHOUT doing it. Later steps that need its work may fail or leave the server in a wrong state. Skip only when you have done the work by hand.</source>
        <translation>OCP 会在不实际执行的情况下将%1标记为完成。依赖其结果的后续步骤可能失败，或使服务器处于错误状态。仅在您已手动完成该项工作后才可跳过。</translation>
    </message>
    <message>
        <source>OCP stops %1 and marks it as failed; the task then waits for you to retry, skip or roll back.</source>
        <translation>OCP 将停止%1并将其标记为失败；任务随后等待您重试、跳过或回滚。</translation>
    </message>
    <message>
        <source>Type %1 to confirm</source>
        <translation>输入 %1 以确认</translation>
    </message>
    <message>
        <source>The task has failed, but some of its steps still run or are about to; wait until they have ended.</source>
        <translation>任务已失败，但仍有步骤在运行或即将运行；请等它们结束。</translation>
    </message>
    <message>
        <source>Task %1 has failed, but none of its steps has: OCP may have repeated one by itself. OCP goes on with the steps that have not run.</source>
        <translation>任务 %1 已失败，但没有失败的步骤：可能是 OCP 自行重试了某个步骤。OCP 将继续执行尚未运行的步骤。</translation>
    </message>
    <message numerus="yes">
        <source>OCP tries the %n step(s) of task %1 again whose rollback failed. Its engine may refuse that; rolling back again is what it accepts.</source>
        <translation>
            <numerusform>OCP 将重试任务 %1 中回滚失败的 %n 个步骤。其引擎可能拒绝重试；可以再次回滚。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>OCP goes on with undoing task %1: %n step(s) are left, those whose rollback failed first. The hosts become free again; the change is not made.</source>
        <translation>
            <numerusform>OCP 继续回滚任务 %1：还剩 %n 个步骤，从回滚失败的步骤开始。主机将重新空闲，变更不会生效。</numerusform>
        </translation>
    </message>
    <message>
        <source>The rollback of %1 failed. OCP&apos;s engine may refuse to retry it; rolling the task back again, or skipping the step, is what it accepts.</source>
        <translation>%1 回滚失败。OCP 的引擎可能拒绝重试；可以再次回滚任务，或跳过该步骤。</translation>
    </message>
</context>
<context>
    <name>CauseWords</name>
    <message>
        <source>the engine&apos;s own words at the end of the run</source>
        <translation>引擎在本次运行结束时自己的说明</translation>
    </message>
    <message>
        <source>the innermost exception of the engine&apos;s trace</source>
        <translation>引擎堆栈中最内层的异常</translation>
    </message>
    <message>
        <source>what a command on the host printed before it ended with exit code %1</source>
        <translation>主机上的命令以退出码 %1 结束前的输出</translation>
    </message>
    <message>
        <source>what a command on the host printed</source>
        <translation>主机上命令的输出</translation>
    </message>
    <message>
        <source>the last error before the end of the run</source>
        <translation>本次运行结束前的最后一条错误</translation>
    </message>
    <message>
        <source>an exception of the engine&apos;s trace that says nothing more</source>
        <translation>引擎堆栈中的异常，没有更多说明</translation>
    </message>
    <message>
        <source>the last warning before the end of the run; no error was logged</source>
        <translation>本次运行结束前的最后一条警告，日志中没有错误</translation>
    </message>
    <message>
        <source>a line of the log that speaks of a failure</source>
        <translation>日志中提到失败的一行</translation>
    </message>
    <message>
        <source>the engine&apos;s word of the time-out</source>
        <translation>引擎记录的超时</translation>
    </message>
    <message>
        <source>the engine&apos;s word of the cancel</source>
        <translation>引擎记录的取消</translation>
    </message>
    <message>
        <source>Time limit of %1 exceeded, ended after %2: %3</source>
        <translation>超过时限 %1，于 %2 后结束：%3</translation>
    </message>
    <message>
        <source>Time limit of %1 exceeded: %2</source>
        <translation>超过时限 %1：%2</translation>
    </message>
    <message>
        <source>Time limit exceeded: %1</source>
        <translation>超过时限：%1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation>已取消：%1</translation>
    </message>
    <message>
        <source>Certain: %1</source>
        <translation>确定：%1</translation>
    </message>
    <message>
        <source>Likely: %1</source>
        <translation>很可能：%1</translation>
    </message>
    <message>
        <source>A guess: %1</source>
        <translation>推测：%1</translation>
    </message>
    <message>
        <source>The log does not say why.</source>
        <translation>日志没有说明原因。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>The log tells no end</source>
        <translation>日志中没有结束记录</translation>
    </message>
    <message>
        <source>an error of the step that says the same as the engine, and more</source>
        <translation>步骤的一条错误，与引擎所说相同且更详细</translation>
    </message>
    <message>
        <source>lines that the log shows below an entry</source>
        <translation>日志中某条目下方的内容</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>obdesk %1 --help shows how it is meant.</source>
        <translation>执行 obdesk %1 --help 可查看用法。</translation>
    </message>
    <message>
        <source>obdesk --help lists commands and options.</source>
        <translation>执行 obdesk --help 可列出命令和选项。</translation>
    </message>
    <message>
        <source>--theme is light, dark or system.</source>
        <translation>--theme 的取值为 light、dark 或 system。</translation>
    </message>
    <message>
        <source>--url wants a password or secret: set OBDESK_PASSWORD (or OBDESK_ACCESS_KEY_SECRET), or use --password-file.</source>
        <translation>--url 需要密码或密钥：请设置 OBDESK_PASSWORD（或 OBDESK_ACCESS_KEY_SECRET），或使用 --password-file。</translation>
    </message>
    <message>
        <source>obdesk: standard output could not be written.</source>
        <translation>obdesk：无法写入标准输出。</translation>
    </message>
    <message>
        <source>%1 is not accepted: every user of this machine can read arguments. Set OBDESK_PASSWORD (or OBDESK_ACCESS_KEY_SECRET), use --password-file, or type it when asked.</source>
        <translation>不接受 %1：本机的所有用户都能读取命令行参数。请设置 OBDESK_PASSWORD（或 OBDESK_ACCESS_KEY_SECRET），使用 --password-file，或在提示时输入。</translation>
    </message>
    <message>
        <source>done; when waiting: the task is SUCCESSFUL</source>
        <translation>完成；等待任务时：任务状态为 SUCCESSFUL</translation>
    </message>
    <message>
        <source>the task ended FAILED, or server add was rolled back</source>
        <translation>任务以 FAILED 结束，或 server add 已被回滚</translation>
    </message>
    <message>
        <source>wrong usage, or a change that OCP would refuse as things stand; nothing was sent</source>
        <translation>用法错误，或按当前状态 OCP 会拒绝该变更；未发送任何请求</translation>
    </message>
    <message>
        <source>cannot reach or trust the server</source>
        <translation>无法连接或无法信任服务器</translation>
    </message>
    <message>
        <source>not authenticated, not allowed, or held back by the connection&apos;s access mode</source>
        <translation>未通过认证、没有权限，或被连接的访问模式拦截</translation>
    </message>
    <message>
        <source>OCP refused; its code and message are printed</source>
        <translation>OCP 已拒绝；已输出其错误码和消息</translation>
    </message>
    <message>
        <source>outcome unknown: the answer to a change was lost; it is not sent again</source>
        <translation>结果未知：变更请求的响应已丢失；不会再次发送</translation>
    </message>
    <message>
        <source>timed out; a task goes on in OCP</source>
        <translation>已超时；任务在 OCP 中继续运行</translation>
    </message>
    <message>
        <source>data that cannot be read or written</source>
        <translation>数据无法读取或写入</translation>
    </message>
    <message>
        <source>interrupted; a task goes on in OCP</source>
        <translation>已中断；任务在 OCP 中继续运行</translation>
    </message>
    <message>
        <source>(no command)</source>
        <translation>（无命令）</translation>
    </message>
    <message>
        <source>open the console</source>
        <translation>打开控制台</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>用法：%1</translation>
    </message>
    <message>
        <source>Commands (obdesk COMMAND --help shows the options of one):</source>
        <translation>命令（执行 obdesk COMMAND --help 可查看某个命令的选项）：</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>A password or secret comes from --password-file, else from OBDESK_PASSWORD or OBDESK_ACCESS_KEY_SECRET,
else from the keyring (saved connections) or a prompt. It is never an argument.</source>
        <translation>密码或密钥依次取自 --password-file、OBDESK_PASSWORD 或 OBDESK_ACCESS_KEY_SECRET、
密钥环（已保存的连接）或输入提示，绝不作为命令行参数传入。</translation>
    </message>
    <message>
        <source>Exit status:</source>
        <translation>退出状态：</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>没有命令“%1”。</translation>
    </message>
    <message>
        <source>“%1” wants more: %2.</source>
        <translation>“%1”不完整，后面还需要：%2。</translation>
    </message>
    <message>
        <source>“%1” has no option --%2.</source>
        <translation>“%1”没有选项 --%2。</translation>
    </message>
    <message>
        <source>--%1 goes with a command.</source>
        <translation>--%1 须与命令一起使用。</translation>
    </message>
    <message>
        <source>Give one of --connection, --url and --demo.</source>
        <translation>--connection、--url 和 --demo 只能指定其中一个。</translation>
    </message>
    <message>
        <source>Give one of --user and --access-key.</source>
        <translation>--user 和 --access-key 只能指定其中一个。</translation>
    </message>
    <message>
        <source>--user and --access-key go with --url; a saved connection knows its own.</source>
        <translation>--user 和 --access-key 须与 --url 一起使用；已保存的连接自带登录信息。</translation>
    </message>
    <message>
        <source>“%1” wants %2.</source>
        <translation>“%1”需要 %2。</translation>
    </message>
    <message>
        <source>“%1” is one argument too many.</source>
        <translation>“%1”是多余的参数。</translation>
    </message>
    <message>
        <source>--%1 wants a whole number from %2 to %3, not “%4”.</source>
        <translation>--%1 须为 %2 到 %3 之间的整数，而不是“%4”。</translation>
    </message>
    <message>
        <source>--%1 wants a number from %2 to %3, not “%4”.</source>
        <translation>--%1 须为 %2 到 %3 之间的数值，而不是“%4”。</translation>
    </message>
    <message>
        <source>“%1” is no id: ids are whole numbers.</source>
        <translation>“%1”不是有效的 ID：ID 须为整数。</translation>
    </message>
    <message>
        <source>Options of this command:</source>
        <translation>此命令的选项：</translation>
    </message>
    <message>
        <source>Options of all commands:</source>
        <translation>所有命令的通用选项：</translation>
    </message>
    <message>
        <source>a connection saved in the console</source>
        <translation>在控制台中保存的连接</translation>
    </message>
    <message>
        <source>address of an OCP, with --user or --access-key</source>
        <translation>OCP 的地址，须同时指定 --user 或 --access-key</translation>
    </message>
    <message>
        <source>sign in as this user</source>
        <translation>以此用户登录</translation>
    </message>
    <message>
        <source>sign requests with this access key</source>
        <translation>用此访问密钥(AccessKey)对请求签名</translation>
    </message>
    <message>
        <source>read the password or secret from the first line of FILE; - is standard input</source>
        <translation>从 FILE 的第一行读取密码或密钥；- 表示标准输入</translation>
    </message>
    <message>
        <source>with --url http://…: I know that the network can read and change everything</source>
        <translation>与 --url http://… 同用：我已知晓网络可以读取并篡改一切内容</translation>
    </message>
    <message>
        <source>use a simulator that ends with the program</source>
        <translation>使用随程序退出而结束的模拟器</translation>
    </message>
    <message>
        <source>what the simulator plays: a name or a file</source>
        <translation>模拟器运行的场景：名称或文件</translation>
    </message>
    <message>
        <source>seed of the simulator</source>
        <translation>模拟器的随机种子</translation>
    </message>
    <message>
        <source>how many times faster the simulator runs</source>
        <translation>模拟器的运行加速倍数</translation>
    </message>
    <message>
        <source>one JSON document on standard output, and nothing else there</source>
        <translation>仅在标准输出上输出一个 JSON 文档，不输出其他内容</translation>
    </message>
    <message>
        <source>en or zh_CN; without it, the system&apos;s</source>
        <translation>en 或 zh_CN；未指定时跟随系统</translation>
    </message>
    <message>
        <source>light, dark or system (console only)</source>
        <translation>light、dark 或 system（仅控制台）</translation>
    </message>
    <message>
        <source>show this help, or that of a command</source>
        <translation>显示本帮助或某个命令的帮助</translation>
    </message>
    <message>
        <source>show the version</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>id or unique name of a cluster</source>
        <translation>集群的 ID 或唯一名称</translation>
    </message>
    <message>
        <source>name of a zone of the cluster</source>
        <translation>集群中 Zone 的名称</translation>
    </message>
    <message>
        <source>ids of the hosts to add; see host list</source>
        <translation>要添加的主机的 ID；参见 host list</translation>
    </message>
    <message>
        <source>why the change is made; kept in reports</source>
        <translation>变更的原因；会保留在报告中</translation>
    </message>
    <message>
        <source>on a protected connection: the cluster&apos;s name, once more</source>
        <translation>连接受保护时：再次输入集群名称</translation>
    </message>
    <message>
        <source>show checks and request, send nothing</source>
        <translation>显示检查结果和请求，不发送任何内容</translation>
    </message>
    <message>
        <source>follow the task to its end; the exit status tells it</source>
        <translation>跟踪任务直至结束；结果由退出状态表示</translation>
    </message>
    <message>
        <source>stop waiting after S seconds; the task goes on</source>
        <translation>S 秒后停止等待；任务继续运行</translation>
    </message>
    <message>
        <source>ask every S seconds; without it every 2, after a minute every 5</source>
        <translation>每 S 秒查询一次；未指定时每 2 秒一次，一分钟后每 5 秒一次</translation>
    </message>
    <message>
        <source>after the end write a report; may be repeated (with --wait)</source>
        <translation>结束后写入报告；可重复指定（与 --wait 一起使用）</translation>
    </message>
    <message>
        <source>file to write, format by ending: html pdf svg png csv json md dot; may be repeated</source>
        <translation>要写入的文件，格式由扩展名决定：html pdf svg png csv json md dot；可重复指定</translation>
    </message>
    <message>
        <source>which task, when the file holds several</source>
        <translation>文件中包含多个任务时，指定其中一个</translation>
    </message>
    <message>
        <source>only tasks in these states: RUNNING, FAILED, SUCCESSFUL</source>
        <translation>仅列出处于这些状态的任务：RUNNING、FAILED、SUCCESSFUL</translation>
    </message>
    <message>
        <source>only tasks with TEXT in their name</source>
        <translation>仅列出名称中包含 TEXT 的任务</translation>
    </message>
    <message>
        <source>page of the list, from 1</source>
        <translation>列表的页码，从 1 开始</translation>
    </message>
    <message>
        <source>tasks per page, 1 to 2000; without it 50</source>
        <translation>每页任务数，1 到 2000；未指定时为 50</translation>
    </message>
    <message>
        <source>port to serve on; without it any free one</source>
        <translation>提供服务的端口；未指定时使用任意空闲端口</translation>
    </message>
    <message>
        <source>list the clusters</source>
        <translation>列出集群</translation>
    </message>
    <message>
        <source>show a cluster with its zones and OBServers</source>
        <translation>显示集群及其 Zone 和 OBServer</translation>
    </message>
    <message>
        <source>list the hosts; with --cluster and --zone, whether they are fit for it and why not</source>
        <translation>列出主机；指定 --cluster 和 --zone 时，还显示主机是否合适及不合适的原因</translation>
    </message>
    <message>
        <source>add OBServers to a zone; the request is sent once</source>
        <translation>向 Zone 添加 OBServer；请求仅发送一次</translation>
    </message>
    <message>
        <source>list tasks, newest first</source>
        <translation>列出任务，最新的在前</translation>
    </message>
    <message>
        <source>show a task and its steps</source>
        <translation>显示任务及其步骤</translation>
    </message>
    <message>
        <source>follow a task: a line per step as it changes</source>
        <translation>跟踪任务：步骤每次变化时输出一行</translation>
    </message>
    <message>
        <source>wait for the end of a task</source>
        <translation>等待任务结束</translation>
    </message>
    <message>
        <source>print the log of a step, secrets masked</source>
        <translation>输出步骤的日志，敏感信息已脱敏</translation>
    </message>
    <message>
        <source>retry a failed task, or one failed step</source>
        <translation>重试失败的任务或某个失败的步骤</translation>
    </message>
    <message>
        <source>set a failed step to successful without running it</source>
        <translation>不执行失败的步骤，直接将其设为成功</translation>
    </message>
    <message>
        <source>stop a running step</source>
        <translation>停止运行中的步骤</translation>
    </message>
    <message>
        <source>undo the steps of a failed task</source>
        <translation>撤销失败任务的步骤</translation>
    </message>
    <message>
        <source>write reports of a task</source>
        <translation>写入任务的报告</translation>
    </message>
    <message>
        <source>write reports of a saved run or a saved reply of OCP, offline</source>
        <translation>离线写入已保存的运行记录或 OCP 响应的报告</translation>
    </message>
    <message>
        <source>serve a simulated OCP on this machine until interrupted</source>
        <translation>在本机提供模拟的 OCP 服务，直至中断</translation>
    </message>
    <message>
        <source>--url wants an address like https://ocp.example:8443.</source>
        <translation>--url 须为类似 https://ocp.example:8443 的地址。</translation>
    </message>
    <message>
        <source>The address must begin with https:// or http://.</source>
        <translation>地址须以 https:// 或 http:// 开头。</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>地址中没有主机名。</translation>
    </message>
    <message>
        <source>User and password do not belong into the address: every user of this machine can read arguments. Use --user, and OBDESK_PASSWORD, --password-file or the prompt.</source>
        <translation>用户和密码不应写在地址中：本机的所有用户都能读取命令行参数。请使用 --user，并通过 OBDESK_PASSWORD、--password-file 或输入提示提供密码。</translation>
    </message>
    <message>
        <source>The address must not have a query or fragment.</source>
        <translation>地址不得包含查询参数或片段。</translation>
    </message>
    <message>
        <source>There are no saved connections; save one in the console, or use --url.</source>
        <translation>没有已保存的连接；请在控制台中保存一个，或使用 --url。</translation>
    </message>
    <message>
        <source>There is no one saved connection “%1”. Saved are: %2.</source>
        <translation>没有唯一匹配“%1”的已保存连接。已保存的有：%2。</translation>
    </message>
    <message>
        <source>--url wants --user or --access-key as well.</source>
        <translation>--url 还需要 --user 或 --access-key。</translation>
    </message>
    <message>
        <source>The password file %1 can be read by other users of this machine.</source>
        <translation>密码文件 %1 可被本机的其他用户读取。</translation>
    </message>
    <message>
        <source>The password file %1 cannot be read: %2.</source>
        <translation>无法读取密码文件 %1：%2。</translation>
    </message>
    <message>
        <source>The first line of the password file %1 is empty.</source>
        <translation>密码文件 %1 的第一行为空。</translation>
    </message>
    <message>
        <source>%1: the ending says no format; there are html, pdf, svg, png, csv, json, md and dot.</source>
        <translation>%1：无法由扩展名确定格式；可用的有 html、pdf、svg、png、csv、json、md 和 dot。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>%1  (subtask %2)</source>
        <translation>%1（子任务 %2）</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>已完成 %1/%2</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>NR</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>SUBTASK</source>
        <translation>子任务</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>STEP</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>HOST</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>%1: %2 after %3, %4 of %5 steps done</source>
        <translation>%1：%2，耗时 %3，已完成 %4/%5 个步骤</translation>
    </message>
    <message>
        <source>obdesk: what became of the change could not be written into the journal: %1.</source>
        <translation>obdesk：变更的结果未能写入变更日志：%1。</translation>
    </message>
    <message>
        <source>at most N changes; without it 50</source>
        <translation>最多列出 N 条变更；默认 50</translation>
    </message>
    <message>
        <source>only changes whose outcome is not known</source>
        <translation>仅列出结果未知的变更</translation>
    </message>
    <message>
        <source>hash of row N as journal verify showed it once, with --rows</source>
        <translation>journal verify 曾显示的第 N 行的哈希，与 --rows 同用</translation>
    </message>
    <message>
        <source>number of rows then, with --head</source>
        <translation>当时的行数，与 --head 同用</translation>
    </message>
    <message>
        <source>list the changes made from this machine, newest first</source>
        <translation>列出从本机发起的变更，最新的在前</translation>
    </message>
    <message>
        <source>show a change and what became of it</source>
        <translation>显示一条变更及其结果</translation>
    </message>
    <message>
        <source>check that nobody has changed the journal</source>
        <translation>检查变更日志未被改动</translation>
    </message>
    <message>
        <source>write the journal to a file: csv or json</source>
        <translation>将变更日志写入文件：csv 或 json</translation>
    </message>
    <message>
        <source>say that nothing runs of a change whose outcome is unknown</source>
        <translation>声明某条结果未知的变更没有在运行</translation>
    </message>
    <message>
        <source>which OCP the simulator plays: 3.3, 4.0.3, 4.2.2, 4.3.5 or 4.4.0</source>
        <translation>模拟器扮演的 OCP 版本：3.3、4.0.3、4.2.2、4.3.5 或 4.4.0</translation>
    </message>
    <message>
        <source>The simulator plays no OCP %1. It knows: %2.</source>
        <translation>模拟器不支持 OCP %1，支持的版本：%2。</translation>
    </message>
    <message>
        <source>%1: %2 after %3</source>
        <translation>%1：%2，用时 %3</translation>
    </message>
</context>
<context>
    <name>EnvironmentWords</name>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>预发布</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>This machine&apos;s clock and OCP&apos;s differ by %1 s; OCP accepts signed requests only within 15 minutes.</source>
        <translation>本机时钟与 OCP 的时钟相差 %1 秒；OCP 只接受时差在 15 分钟以内的签名请求。</translation>
    </message>
    <message>
        <source>Wait until the running operation on the cluster has ended, then submit again.</source>
        <translation>请等待集群上正在运行的操作结束，然后重新提交。</translation>
    </message>
    <message>
        <source>Wait until the running operation on the zone has ended, then submit again.</source>
        <translation>请等待 Zone 上正在运行的操作结束，然后重新提交。</translation>
    </message>
    <message>
        <source>Choose another host, or bring this one back to AVAILABLE in OCP.</source>
        <translation>请选择其他主机，或在 OCP 中将此主机恢复为 AVAILABLE。</translation>
    </message>
    <message>
        <source>Choose hosts from the zone&apos;s own IDC.</source>
        <translation>请选择与 Zone 同一机房的主机。</translation>
    </message>
    <message>
        <source>Choose a host that runs no OBServer yet.</source>
        <translation>请选择尚未运行 OBServer 的主机。</translation>
    </message>
    <message>
        <source>Choose hosts of the cluster&apos;s own architecture.</source>
        <translation>请选择与集群架构相同的主机。</translation>
    </message>
    <message>
        <source>OCP&apos;s own meta cluster cannot be changed from here.</source>
        <translation>不能在此处变更 OCP 自身的元数据库集群。</translation>
    </message>
    <message>
        <source>The account is locked: have an OCP administrator unlock it. Trying again makes it worse.</source>
        <translation>账号已锁定：请联系 OCP 管理员解锁。继续尝试只会使情况更糟。</translation>
    </message>
    <message>
        <source>Check user and password in the connection. obdesk does not try again by itself, since accounts lock.</source>
        <translation>请检查连接中的用户和密码。由于账号可能被锁定，obdesk 不会自动重试。</translation>
    </message>
    <message>
        <source>The task has moved on since the page was drawn; look at its state again.</source>
        <translation>页面显示之后任务状态已发生变化，请重新查看其状态。</translation>
    </message>
    <message>
        <source>Correct the connection and try again.</source>
        <translation>请更正连接后重试。</translation>
    </message>
    <message>
        <source>Change the connection&apos;s access mode, or confirm with the cluster&apos;s name and a reason.</source>
        <translation>请修改连接的访问模式，或输入集群名称和原因进行确认。</translation>
    </message>
    <message>
        <source>Check the address in the connection and this machine&apos;s DNS.</source>
        <translation>请检查连接中的地址以及本机的 DNS。</translation>
    </message>
    <message>
        <source>Check the port in the connection and whether OCP is running.</source>
        <translation>请检查连接中的端口以及 OCP 是否正在运行。</translation>
    </message>
    <message>
        <source>Check the network between this machine and OCP.</source>
        <translation>请检查本机与 OCP 之间的网络。</translation>
    </message>
    <message>
        <source>Check the server&apos;s certificate; nothing secret was sent.</source>
        <translation>请检查服务器的证书；未发送任何敏感信息。</translation>
    </message>
    <message>
        <source>Check the system&apos;s proxy settings.</source>
        <translation>请检查系统的代理设置。</translation>
    </message>
    <message>
        <source>OCP may be overloaded or unreachable; look at its state.</source>
        <translation>OCP 可能过载或无法访问，请查看其状态。</translation>
    </message>
    <message>
        <source>Put OCP&apos;s own address into the connection; redirects are never followed, they could carry the password away.</source>
        <translation>请在连接中填写 OCP 自身的地址；obdesk 从不跟随重定向，以免密码泄露到别处。</translation>
    </message>
    <message>
        <source>Check user and secret in the connection.</source>
        <translation>请检查连接中的用户和密钥。</translation>
    </message>
    <message>
        <source>Ask an OCP administrator for the permission.</source>
        <translation>请向 OCP 管理员申请权限。</translation>
    </message>
    <message>
        <source>It may have been deleted, or the address may lack OCP&apos;s path prefix.</source>
        <translation>对象可能已被删除，或地址中缺少 OCP 的路径前缀。</translation>
    </message>
    <message>
        <source>OCP asks to wait %1 s.</source>
        <translation>OCP 要求等待 %1 秒。</translation>
    </message>
    <message>
        <source>Wait a little; OCP limits the number of requests per user.</source>
        <translation>请稍候；OCP 会限制每个用户的请求数。</translation>
    </message>
    <message>
        <source>Look into OCP&apos;s own log with the trace id.</source>
        <translation>请用追踪号在 OCP 自身的日志中查找。</translation>
    </message>
    <message>
        <source>A proxy or another program may stand in front of OCP; check address and port.</source>
        <translation>OCP 之前可能有代理或其他程序，请检查地址和端口。</translation>
    </message>
    <message>
        <source>This OCP may be newer than obdesk; please report the field named here.</source>
        <translation>此 OCP 的版本可能比 obdesk 新；请反馈此处指出的字段。</translation>
    </message>
    <message>
        <source>There is no host %1.</source>
        <translation>主机 %1 不存在。</translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation>%1 拒绝连接。</translation>
    </message>
    <message>
        <source>%1 closed the connection before the answer was complete.</source>
        <translation>%1 在响应完整返回之前关闭了连接。</translation>
    </message>
    <message>
        <source>No secure connection to %1: %2.</source>
        <translation>无法与 %1 建立安全连接：%2。</translation>
    </message>
    <message>
        <source>The proxy in front of %1 failed.</source>
        <translation>%1 之前的代理出现故障。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 未及时响应。</translation>
    </message>
    <message>
        <source>The network connection to %1 failed (%2).</source>
        <translation>与 %1 的网络连接失败（%2）。</translation>
    </message>
    <message>
        <source>%1 redirects to another address (%2).</source>
        <translation>%1 重定向到另一个地址（%2）。</translation>
    </message>
    <message>
        <source>%1 does not accept the user or secret.</source>
        <translation>%1 不接受该用户或密钥。</translation>
    </message>
    <message>
        <source>%1 does not allow this to the user.</source>
        <translation>%1 不允许该用户执行此操作。</translation>
    </message>
    <message>
        <source>%1 does not know %2.</source>
        <translation>%1 上不存在 %2。</translation>
    </message>
    <message>
        <source>%1 counts too many requests.</source>
        <translation>%1 认为请求过多。</translation>
    </message>
    <message>
        <source>%1 refused the request.</source>
        <translation>%1 拒绝了请求。</translation>
    </message>
    <message>
        <source>%1 reports a fault of its own.</source>
        <translation>%1 报告其自身发生故障。</translation>
    </message>
    <message>
        <source>%1 answered with something that is not OCP&apos;s JSON (%2).</source>
        <translation>%1 返回的内容不是 OCP 的 JSON（%2）。</translation>
    </message>
    <message>
        <source>The answer of %1 is too large (%2).</source>
        <translation>%1 的响应过大（%2）。</translation>
    </message>
    <message>
        <source>trace %1</source>
        <translation>追踪号 %1</translation>
    </message>
    <message>
        <source>Nothing was sent; it is safe to submit again.</source>
        <translation>未发送任何请求，可以放心重新提交。</translation>
    </message>
    <message>
        <source>OCP refused; nothing was changed.</source>
        <translation>OCP 已拒绝，未做任何变更。</translation>
    </message>
    <message>
        <source>It is not known whether OCP carried out the request. It will not be sent again.</source>
        <translation>无法确定 OCP 是否执行了该请求。不会再次发送。</translation>
    </message>
    <message>
        <source>OCP</source>
        <translation>OCP</translation>
    </message>
    <message>
        <source>%1 says: %2</source>
        <translation>%1 返回：%2</translation>
    </message>
    <message>
        <source>The request to %1 could not be made: %2.</source>
        <translation>无法向 %1 发起请求：%2。</translation>
    </message>
    <message>
        <source>The request to %1 could not be made.</source>
        <translation>无法向 %1 发起请求。</translation>
    </message>
    <message>
        <source>obdesk itself held the request to %1 back: %2.</source>
        <translation>obdesk 自身拦下了发往 %1 的请求：%2。</translation>
    </message>
    <message>
        <source>obdesk itself held the request to %1 back.</source>
        <translation>obdesk 自身拦下了发往 %1 的请求。</translation>
    </message>
    <message>
        <source>No secure connection to %1.</source>
        <translation>无法与 %1 建立安全连接。</translation>
    </message>
    <message>
        <source>The network connection to %1 failed.</source>
        <translation>与 %1 的网络连接失败。</translation>
    </message>
    <message>
        <source>%1 redirects to another address.</source>
        <translation>%1 重定向到了另一个地址。</translation>
    </message>
    <message>
        <source>%1 answered with something that is not OCP&apos;s JSON.</source>
        <translation>%1 返回的不是 OCP 的 JSON。</translation>
    </message>
    <message>
        <source>The answer of %1 is too large.</source>
        <translation>%1 的返回内容过大。</translation>
    </message>
    <message>
        <source>The answer of %1 cannot be read.</source>
        <translation>无法解析 %1 的返回内容。</translation>
    </message>
    <message>
        <source>The answer of %1 cannot be read: %2.</source>
        <translation>无法解析 %1 的返回内容：%2。</translation>
    </message>
    <message>
        <source>The request to %1 was cancelled.</source>
        <translation>发往 %1 的请求已取消。</translation>
    </message>
    <message>
        <source>Set the clock right, or let the connection sign with OCP&apos;s time.</source>
        <translation>请校准时钟，或让该连接按 OCP 的时间签名。</translation>
    </message>
    <message>
        <source>The journal shows it. Look for its task in OCP, then settle it there; until then nothing is sent for the same target.</source>
        <translation>变更日志中可以看到它。请先在 OCP 中查找其任务，再在变更日志中确认处理；在此之前不会再对同一目标发送任何请求。</translation>
    </message>
    <message>
        <source>Nothing was sent: obdesk sends no change it cannot write down first. Look at the disk and the data folder.</source>
        <translation>未发送任何内容：obdesk 不会发送无法事先记录的变更。请检查磁盘和数据目录。</translation>
    </message>
    <message>
        <source>Nothing secret was sent. Ask who runs this OCP whether its certificate was renewed, compare the fingerprints, then trust the new one in the connection.</source>
        <translation>未发送任何机密。请向该 OCP 的管理者确认证书是否已更新，核对指纹后在连接中信任新证书。</translation>
    </message>
    <message>
        <source>Use https://, or accept http:// in the connection (--accept-http on the command line), knowing that the network can read and change everything.</source>
        <translation>请使用 https://，或在连接中（命令行用 --accept-http）确认接受 http://（网络可以读取并篡改一切内容）。</translation>
    </message>
    <message>
        <source>obdesk held the request to %1 back: an earlier change on the same target has no known outcome (%2).</source>
        <translation>obdesk 未向 %1 发送请求：同一目标上较早的一次变更结果未知（%2）。</translation>
    </message>
    <message>
        <source>obdesk held the request to %1 back: an earlier change on the same target has no known outcome.</source>
        <translation>obdesk 未向 %1 发送请求：同一目标上较早的一次变更结果未知。</translation>
    </message>
    <message>
        <source>obdesk held the request to %1 back: it could not be written into the journal (%2).</source>
        <translation>obdesk 未向 %1 发送请求：无法写入变更日志（%2）。</translation>
    </message>
    <message>
        <source>obdesk held the request to %1 back: it could not be written into the journal.</source>
        <translation>obdesk 未向 %1 发送请求：无法写入变更日志。</translation>
    </message>
    <message>
        <source>%1 shows another certificate than the one this connection trusts: %2.</source>
        <translation>%1 出示的证书与该连接所信任的证书不同：%2。</translation>
    </message>
    <message>
        <source>%1 shows another certificate than the one this connection trusts.</source>
        <translation>%1 出示的证书与该连接所信任的证书不同。</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted, and nobody has accepted that.</source>
        <translation>到 %1 的连接未加密，且尚无人确认接受。</translation>
    </message>
    <message>
        <source>Check the access key and its secret in the connection.</source>
        <translation>请检查连接中的 AccessKey 及其密钥。</translation>
    </message>
    <message>
        <source>Host and path are part of the signature: a proxy that changes them (nginx needs proxy_set_header Host $http_host) makes every signature wrong. Try OCP&apos;s own address, or user and password.</source>
        <translation>签名包含主机和路径：代理如果改写它们（nginx 需要 proxy_set_header Host $http_host），所有签名都会失效。请改用 OCP 自身的地址，或使用用户名和密码。</translation>
    </message>
    <message>
        <source>Versions of OCP also differ in how they sign blanks and signs in a query: if only searches fail, search for a single word.</source>
        <translation>不同版本的 OCP 对查询中空格和符号的签名方式也不同：如果只有搜索失败，请只搜索一个词。</translation>
    </message>
    <message>
        <source>Choose hosts from the zone&apos;s own region.</source>
        <translation>请选择该 Zone 所在区域的主机。</translation>
    </message>
    <message>
        <source>The host already carries this service: choose another host, or remove the service from it in OCP.</source>
        <translation>该主机上已有此服务：请选择其他主机，或在 OCP 中从该主机移除此服务。</translation>
    </message>
    <message>
        <source>The cluster&apos;s OceanBase version is too old for this; upgrade the cluster first.</source>
        <translation>集群的 OceanBase 版本过低，请先升级集群。</translation>
    </message>
    <message>
        <source>Upload the OceanBase package of the cluster&apos;s version for the host&apos;s architecture and operating system in OCP, then submit again.</source>
        <translation>请在 OCP 中上传与集群版本一致、适用于该主机架构和操作系统的 OceanBase 软件包，然后重新提交。</translation>
    </message>
    <message>
        <source>OCP itself cannot log in to the cluster: check the cluster&apos;s stored password, its tenant&apos;s white list and the network between OCP and the cluster.</source>
        <translation>OCP 自身无法登录该集群：请检查保存的集群密码、租户白名单以及 OCP 与集群之间的网络。</translation>
    </message>
    <message>
        <source>The cluster&apos;s OceanBase version does not know a start-up parameter; take it out or correct its name.</source>
        <translation>集群的 OceanBase 版本不支持某个启动参数；请删除该参数或更正名称。</translation>
    </message>
    <message>
        <source>Choose a host with more CPU or memory.</source>
        <translation>请选择 CPU 或内存更大的主机。</translation>
    </message>
    <message>
        <source>Bring the host&apos;s OCP agent in order in OCP, then submit again.</source>
        <translation>请在 OCP 中修复该主机的 OCP Agent，然后重新提交。</translation>
    </message>
    <message>
        <source>Set the host&apos;s clock right (NTP or chrony), then submit again.</source>
        <translation>请校准该主机的时钟（NTP 或 chrony），然后重新提交。</translation>
    </message>
    <message>
        <source>The host&apos;s disk is too small or too slow: make room, or choose another host.</source>
        <translation>该主机的磁盘空间不足或速度过慢：请清理空间，或选择其他主机。</translation>
    </message>
    <message>
        <source>Another OCP node holds the lock for the same request; wait a minute, look at the task list, then submit again.</source>
        <translation>另一个 OCP 节点持有相同请求的锁；请稍等一分钟，查看任务列表后再提交。</translation>
    </message>
    <message>
        <source>A process runs on the host that must not; stop it there, then submit again.</source>
        <translation>该主机上运行着不应存在的进程；请先停止该进程，然后重新提交。</translation>
    </message>
    <message>
        <source>The password has expired: change it in OCP&apos;s own page, then correct the connection.</source>
        <translation>密码已过期：请在 OCP 页面修改密码，然后更新连接。</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>……另有 %1 项</translation>
    </message>
    <message>
        <source>%1 (given: %2)</source>
        <comment>a complaint about a field, and its value</comment>
        <translation>%1（给出的值：%2）</translation>
    </message>
    <message>
        <source>OCP&apos;s own detail: %1</source>
        <translation>OCP 的详细信息：%1</translation>
    </message>
    <message>
        <source>%1 answered with HTTP %2 and no reason of OCP&apos;s.</source>
        <translation>%1 返回 HTTP %2，没有 OCP 给出的原因。</translation>
    </message>
</context>
<context>
    <name>EvidenceWords</name>
    <message>
        <source>OCP&apos;s audit log names it for this request</source>
        <translation>OCP 审计日志指明此请求对应该任务</translation>
    </message>
    <message>
        <source>it names exactly these hosts</source>
        <translation>它指明的正是这些主机</translation>
    </message>
    <message>
        <source>OCP says that it holds the servers on these hosts</source>
        <translation>OCP 表明它正占用这些主机上的 OBServer</translation>
    </message>
    <message>
        <source>it began after the request was sent</source>
        <translation>它在请求发出之后开始</translation>
    </message>
    <message>
        <source>OCP&apos;s audit log names another task for this request</source>
        <translation>OCP 审计日志指明此请求对应另一个任务</translation>
    </message>
    <message>
        <source>it names other hosts</source>
        <translation>它指明的是其他主机</translation>
    </message>
    <message>
        <source>it began before the request was sent</source>
        <translation>它在请求发出之前开始</translation>
    </message>
    <message>
        <source>somebody else created it</source>
        <translation>由他人创建</translation>
    </message>
    <message>
        <source>it is about another cluster</source>
        <translation>它属于另一个集群</translation>
    </message>
    <message>
        <source>the journal knows it as another change&apos;s</source>
        <translation>变更日志记录它属于另一项变更</translation>
    </message>
    <message>
        <source>it does not add servers</source>
        <translation>它不是添加 OBServer 的任务</translation>
    </message>
    <message>
        <source>it has ended, and says no time</source>
        <translation>它已结束，且没有时间信息</translation>
    </message>
    <message>
        <source>OCP does not tell its hosts</source>
        <translation>OCP 未给出它的主机</translation>
    </message>
    <message>
        <source>OCP does not tell when it began, or what its clock says</source>
        <translation>OCP 未给出它的开始时间或自身时钟</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between reasons</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>For: %1.</source>
        <translation>支持：%1。</translation>
    </message>
    <message>
        <source>Against: %1.</source>
        <translation>反对：%1。</translation>
    </message>
    <message>
        <source>Not known: %1.</source>
        <translation>未知：%1。</translation>
    </message>
    <message>
        <source>This login may not read tasks; the zone&apos;s servers and OCP&apos;s audit log were looked at instead.</source>
        <translation>此登录无权查看任务；已改为查看该 Zone 的 OBServer 和 OCP 审计日志。</translation>
    </message>
    <message>
        <source>OCP&apos;s audit log has the request (event %1), without a task.</source>
        <translation>OCP 审计日志中有此请求（事件 %1），但没有任务。</translation>
    </message>
    <message>
        <source>OCP&apos;s audit log has the request (event %1), without a task: %2.</source>
        <translation>OCP 审计日志中有此请求（事件 %1），但没有任务：%2。</translation>
    </message>
    <message>
        <source>OCP&apos;s audit log has no such request.</source>
        <translation>OCP 审计日志中没有此请求。</translation>
    </message>
    <message numerus="yes">
        <source>%n of the hosts is or are in the zone already.</source>
        <translation>
            <numerusform>其中 %n 台主机已在该 Zone 中。</numerusform>
        </translation>
    </message>
    <message>
        <source>A person chose it.</source>
        <translation>由人工选定。</translation>
    </message>
    <message>
        <source>Nothing spoke for it or against it.</source>
        <translation>没有支持或反对的依据。</translation>
    </message>
</context>
<context>
    <name>FitnessWords</name>
    <message>
        <source>not told</source>
        <translation>未提供</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 台</numerusform>
        </translation>
    </message>
    <message>
        <source>is %1, must be %2</source>
        <translation>状态为 %1，须为 %2</translation>
    </message>
    <message>
        <source>already runs %1</source>
        <translation>已运行 %1</translation>
    </message>
    <message>
        <source>IDC %1 is not the zone&apos;s %2</source>
        <translation>机房 %1 与 Zone 的机房 %2 不一致</translation>
    </message>
    <message>
        <source>IDC of host or zone not told</source>
        <translation>未提供主机或 Zone 的机房</translation>
    </message>
    <message>
        <source>architecture %1 is not the cluster&apos;s %2</source>
        <translation>架构 %1 与集群的架构 %2 不一致</translation>
    </message>
    <message>
        <source>architecture not told</source>
        <translation>未提供架构</translation>
    </message>
    <message>
        <source>OCP agent is %1</source>
        <translation>OCP Agent 的状态为 %1</translation>
    </message>
    <message>
        <source>state of the OCP agent not told</source>
        <translation>未提供 OCP Agent 的状态</translation>
    </message>
    <message>
        <source>agent %1 is older than its neighbours&apos; %2</source>
        <translation>OCP Agent %1 低于相邻主机的 %2</translation>
    </message>
    <message>
        <source>operating system %1 differs from %2 of the first chosen host</source>
        <translation>操作系统 %1 与首个所选主机的 %2 不同</translation>
    </message>
    <message>
        <source>architecture %1 differs from %2 of the first chosen host</source>
        <translation>架构 %1 与首个所选主机的 %2 不同</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>合适</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>unfit</source>
        <translation>不合适</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) chosen</source>
        <translation>
            <numerusform>已选择 %n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>No host chosen yet</source>
        <translation>尚未选择主机</translation>
    </message>
    <message>
        <source>Cluster %1 is %2</source>
        <translation>集群 %1 的状态为 %2</translation>
    </message>
    <message>
        <source>Zone %1 is %2</source>
        <translation>Zone %1 的状态为 %2</translation>
    </message>
    <message>
        <source>No task holds cluster or zone</source>
        <translation>没有任务占用集群或 Zone</translation>
    </message>
    <message>
        <source>Task %1 is running on the cluster</source>
        <translation>集群上正在运行任务 %1</translation>
    </message>
    <message>
        <source>Chosen hosts are AVAILABLE</source>
        <translation>所选主机均为 AVAILABLE</translation>
    </message>
    <message>
        <source>%1: host is %2</source>
        <translation>%1：主机状态为 %2</translation>
    </message>
    <message>
        <source>No OBServer on the chosen hosts yet</source>
        <translation>所选主机上尚无 OBServer</translation>
    </message>
    <message>
        <source>%1: already runs %2</source>
        <translation>%1：已运行 %2</translation>
    </message>
    <message>
        <source>Hosts stand in the zone&apos;s IDC %1</source>
        <translation>主机位于 Zone 的机房 %1</translation>
    </message>
    <message>
        <source>%1: IDC %2, the zone&apos;s is %3</source>
        <translation>%1：机房为 %2，Zone 的机房为 %3</translation>
    </message>
    <message>
        <source>Architecture of the hosts</source>
        <translation>主机的架构</translation>
    </message>
    <message>
        <source>This OCP does not tell the cluster&apos;s architecture</source>
        <translation>此 OCP 未提供集群的架构</translation>
    </message>
    <message>
        <source>Architecture is the cluster&apos;s %1</source>
        <translation>架构与集群的 %1 一致</translation>
    </message>
    <message>
        <source>%1: architecture %2, the cluster&apos;s is %3</source>
        <translation>%1：架构为 %2，集群的架构为 %3</translation>
    </message>
    <message>
        <source>Same operating system and architecture within the request</source>
        <translation>同一请求内的操作系统和架构一致</translation>
    </message>
    <message>
        <source>%1: %2 differs from %3 of the first host</source>
        <translation>%1：%2 与首台主机的 %3 不同</translation>
    </message>
    <message>
        <source>OCP agents of the hosts are AVAILABLE</source>
        <translation>主机的 OCP Agent 均为 AVAILABLE</translation>
    </message>
    <message>
        <source>%1: OCP agent is %2</source>
        <translation>%1：OCP Agent 的状态为 %2</translation>
    </message>
    <message>
        <source>%1: agent %2, usual is %3</source>
        <translation>%1：OCP Agent 为 %2，通常为 %3</translation>
    </message>
    <message>
        <source>Zone %1 will have %2 OBServers, its largest neighbour has %3</source>
        <translation>Zone %1 将有 %2 个 OBServer，其他 Zone 中最多的有 %3 个</translation>
    </message>
    <message>
        <source>Disk, memory, ports and clock: OCP checks them in the step “Pre check for install OB”</source>
        <translation>磁盘、内存、端口和时钟：由 OCP 在步骤“Pre check for install OB”中检查</translation>
    </message>
    <message>
        <source>Tick the hosts to add in the table.</source>
        <translation>请在表格中勾选要添加的主机。</translation>
    </message>
    <message>
        <source>OCP accepts the request only while it is RUNNING.</source>
        <translation>OCP 仅在其状态为 RUNNING 时接受该请求。</translation>
    </message>
    <message>
        <source>Wait for that task to end; OCP runs one operation per cluster.</source>
        <translation>请等待该任务结束；OCP 在每个集群上同时只运行一个操作。</translation>
    </message>
    <message>
        <source>Choose other hosts.</source>
        <translation>请选择其他主机。</translation>
    </message>
    <message>
        <source>Repair or upgrade the OCP agent in OCP first, or choose other hosts.</source>
        <translation>请先在 OCP 中修复或升级 OCP Agent，或选择其他主机。</translation>
    </message>
    <message>
        <source>Zones of one cluster usually grow together: plan the same for the others.</source>
        <translation>同一集群的各 Zone 通常一起扩容：请为其他 Zone 做同样的规划。</translation>
    </message>
    <message>
        <source>If that step fails, the task page shows why.</source>
        <translation>如果该步骤失败，任务页面会显示原因。</translation>
    </message>
    <message>
        <source>Balance of the zones</source>
        <translation>各 Zone 的均衡</translation>
    </message>
    <message>
        <source>Zone %1 will have %2 OBServers; it has no neighbour</source>
        <translation>Zone %1 将有 %2 个 OBServer；集群没有其他 Zone</translation>
    </message>
    <message>
        <source>Zone %1 will have %2 OBServers, like its largest neighbour</source>
        <translation>Zone %1 将有 %2 个 OBServer，与最大的其他 Zone 相同</translation>
    </message>
    <message>
        <source>OCP checks it itself when the request comes.</source>
        <translation>OCP 收到请求时会自行检查。</translation>
    </message>
    <message>
        <source>No zone chosen yet</source>
        <translation>尚未选择 Zone</translation>
    </message>
    <message>
        <source>the cluster is %1</source>
        <translation>集群状态为 %1</translation>
    </message>
    <message>
        <source>the zone is %1</source>
        <translation>Zone 状态为 %1</translation>
    </message>
    <message>
        <source>, as seen from here since %1</source>
        <translation>，本控制台自 %1 起观察到</translation>
    </message>
    <message>
        <source>No task of OCP runs there, yet %1%2</source>
        <translation>OCP 中没有相关任务在运行，但%1%2</translation>
    </message>
    <message>
        <source>Another operation goes on: %1%2</source>
        <translation>有其他操作正在进行：%1%2</translation>
    </message>
    <message>
        <source>taken by task %1, which failed: retry it or roll it back</source>
        <translation>被失败的任务 %1 占用：请重试或回滚该任务</translation>
    </message>
    <message>
        <source>taken by task %1, which is running</source>
        <translation>被正在运行的任务 %1 占用</translation>
    </message>
    <message>
        <source>Whether a task holds cluster or zone: the list of tasks was not read</source>
        <translation>是否有任务占用集群或 Zone：未能读取任务列表</translation>
    </message>
    <message>
        <source>OCP refuses the request when one does.</source>
        <translation>如果有，OCP 会拒绝请求。</translation>
    </message>
    <message>
        <source>No task does it that OCP would show here: look in OCP whether an operation hangs.</source>
        <translation>OCP 没有显示相应的任务：请在 OCP 中查看是否有操作挂起。</translation>
    </message>
    <message>
        <source>Not every task holds its cluster; if this one does, OCP refuses the request.</source>
        <translation>并非每个任务都占用集群；如果该任务占用，OCP 会拒绝请求。</translation>
    </message>
    <message>
        <source>Task %1 has failed and holds the cluster</source>
        <translation>任务 %1 已失败并占用集群</translation>
    </message>
    <message>
        <source>Retry task %1 or roll it back first; OCP keeps the cluster in operation until then.</source>
        <translation>请先重试或回滚任务 %1；在此之前 OCP 会一直保持集群处于操作中。</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>in operation</source>
        <translation>操作中</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>需关注</translation>
    </message>
    <message>
        <source>down</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>state not known</source>
        <translation>状态未知</translation>
    </message>
</context>
<context>
    <name>JournalWords</name>
    <message>
        <source>task %1</source>
        <translation>任务 %1</translation>
    </message>
    <message>
        <source>trace %1</source>
        <translation>追踪号 %1</translation>
    </message>
    <message numerus="yes">
        <source>Add %n OBServer(s) to %1 of %2</source>
        <translation>
            <numerusform>向 %2 的 %1 添加 %n 个 OBServer</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry task %1</source>
        <translation>重试任务 %1</translation>
    </message>
    <message>
        <source>Roll back task %1</source>
        <translation>回滚任务 %1</translation>
    </message>
    <message>
        <source>Retry step %1 of task %2</source>
        <translation>重试任务 %2 的步骤 %1</translation>
    </message>
    <message>
        <source>Skip step %1 of task %2</source>
        <translation>跳过任务 %2 的步骤 %1</translation>
    </message>
    <message>
        <source>Cancel step %1 of task %2</source>
        <translation>终止任务 %2 的步骤 %1</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Found in OCP</source>
        <translation>已在 OCP 中找到</translation>
    </message>
    <message>
        <source>Settled by hand</source>
        <translation>已人工确认</translation>
    </message>
    <message>
        <source>Seen afterwards</source>
        <translation>之后的状态</translation>
    </message>
    <message>
        <source>A running obdesk is sending it or waits for the answer.</source>
        <translation>某个运行中的 obdesk 正在发送或等待应答。</translation>
    </message>
    <message>
        <source>The program that sent it ended before the answer came. It is not known whether OCP took it; nothing more is sent for the same target until that is settled.</source>
        <translation>发送它的程序在收到应答前已结束，不知道 OCP 是否已受理；确认处理之前不会再对同一目标发送任何请求。</translation>
    </message>
    <message>
        <source>OCP&apos;s answer was lost. It is not known whether OCP took it; nothing more is sent for the same target until that is settled.</source>
        <translation>OCP 的应答已丢失，不知道 OCP 是否已受理；确认处理之前不会再对同一目标发送任何请求。</translation>
    </message>
    <message>
        <source>Nothing of it left this machine.</source>
        <translation>没有任何内容离开本机。</translation>
    </message>
    <message>
        <source>OCP took it.</source>
        <translation>OCP 已受理。</translation>
    </message>
    <message>
        <source>OCP said no; nothing happened.</source>
        <translation>OCP 已拒绝；什么都没有发生。</translation>
    </message>
    <message>
        <source>The answer was lost, but what came of it was found in OCP.</source>
        <translation>应答已丢失，但已在 OCP 中找到其结果。</translation>
    </message>
    <message>
        <source>The answer was lost; a person decided that nothing of it runs.</source>
        <translation>应答已丢失；已由人工确认它没有在运行。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Clock of OCP</source>
        <translation>OCP 时钟</translation>
    </message>
    <message>
        <source>%1 s from ours</source>
        <translation>与本机相差 %1 秒</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>%1 here, %2 at OCP</source>
        <translation>本机 %1，OCP %2</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>OCP</source>
        <translation>OCP</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>State before</source>
        <translation>变更前状态</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>后续</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>追踪号</translation>
    </message>
    <message>
        <source>State after</source>
        <translation>变更后状态</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>The journal was written by a newer obdesk. It can be read, but nothing can be changed with this one.</source>
        <translation>变更日志由更新版本的 obdesk 写成。可以查看，但不能用本版本做任何变更。</translation>
    </message>
    <message>
        <source>The journal was damaged (%1). It was put aside as %2, and a new one begins. Changes of before are not known here: look into OCP before you repeat one.</source>
        <translation>变更日志已损坏（%1），已另存为 %2 并启用新的日志。此前的变更在此不可知：重复操作之前请先查看 OCP。</translation>
    </message>
    <message>
        <source>The journal cannot be used (%1). Everything can be looked at, but nothing can be changed, since a change is written down first.</source>
        <translation>变更日志无法使用（%1）。可以查看一切，但不能做变更，因为变更必须事先记录。</translation>
    </message>
    <message>
        <source>row %1, field %2</source>
        <translation>第 %1 行，字段 %2</translation>
    </message>
    <message>
        <source>%1: expected %2, found %3</source>
        <translation>%1：应为 %2，实为 %3</translation>
    </message>
    <message>
        <source>The journal could not be read to its end: %1.</source>
        <translation>变更日志未能完整读取：%1。</translation>
    </message>
    <message numerus="yes">
        <source>The journal is sound: %n row(s), each bound to the one before.</source>
        <translation>
            <numerusform>变更日志完好：%n 行，每行都与前一行相接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The journal was changed in %n place(s).</source>
        <translation>
            <numerusform>变更日志有 %n 处被改动。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more.</source>
        <translation>
            <numerusform>……另有 %n 处。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”, which this obdesk does not know: %2</source>
        <translation>“%1”（此版本的 obdesk 不认识）：%2</translation>
    </message>
</context>
<context>
    <name>PlainWords</name>
    <message>
        <source>%1 d %2:%3</source>
        <translation>%1 天 %2:%3</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
</context>
<context>
    <name>ReadingWords</name>
    <message numerus="yes">
        <source>%n entry(s) could not be read: %1</source>
        <translation>
            <numerusform>%n 个条目无法读取：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Odd in what OCP sent: %1</source>
        <translation>OCP 发来的内容有异常：%1</translation>
    </message>
    <message>
        <source>Odd in what OCP sent of step %1: %2</source>
        <translation>OCP 发来的步骤 %1 内容有异常：%2</translation>
    </message>
    <message>
        <source>Odd in what OCP sent of zone %1: %2</source>
        <translation>OCP 发来的 Zone %1 内容有异常：%2</translation>
    </message>
    <message>
        <source>Odd in what OCP sent of OBServer %1: %2</source>
        <translation>OCP 发来的 OBServer %1 内容有异常：%2</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>This ran in the simulator. No real cluster was touched.</source>
        <translation>此任务在模拟器中运行，未触及任何真实集群。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>失败内容</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>任务图</translation>
    </message>
    <message>
        <source>The graph is left out: this report was made without graphics.</source>
        <translation>未包含任务图：此报告是在没有图形环境的情况下生成的。</translation>
    </message>
    <message>
        <source>The graph is left out: %1 steps are too many for a page. Export it as SVG or PDF.</source>
        <translation>未包含任务图：%1 个步骤过多，一页无法容纳。请将其导出为 SVG 或 PDF。</translation>
    </message>
    <message>
        <source>Steps in order of execution</source>
        <translation>步骤（按执行顺序）</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Started (%1)</source>
        <translation>开始时间（%1）</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Oddities of the plan</source>
        <translation>任务图中的异常</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>the PDF could not be made: %1.</source>
        <translation>无法生成 PDF：%1。</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>以及另外 %1 个</translation>
    </message>
    <message>
        <source>drawings need a graphical start of the program.</source>
        <translation>绘图需要以图形方式启动程序。</translation>
    </message>
    <message>
        <source>the picture does not fit in memory.</source>
        <translation>内存不足，无法容纳该图片。</translation>
    </message>
    <message>
        <source>the picture could not be encoded.</source>
        <translation>无法对图片进行编码。</translation>
    </message>
    <message>
        <source>%1, cluster id in OceanBase %2</source>
        <translation>%1，在 OceanBase 中的集群 ID 为 %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>追踪号</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>租户</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>Logged in as</source>
        <translation>登录用户</translation>
    </message>
    <message>
        <source>Run by OCP node</source>
        <translation>执行的 OCP 节点</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Last answer of OCP</source>
        <translation>OCP 最近一次响应</translation>
    </message>
    <message>
        <source>Report made</source>
        <translation>报告生成时间</translation>
    </message>
    <message>
        <source>The log of this step is not part of this report.</source>
        <translation>此报告不包含该步骤的日志。</translation>
    </message>
    <message>
        <source>OCP has no log of this step.</source>
        <translation>OCP 没有该步骤的日志。</translation>
    </message>
    <message>
        <source>Only the end of the log is kept.</source>
        <translation>仅保留了日志的末尾部分。</translation>
    </message>
    <message>
        <source>Saved reply</source>
        <translation>已保存的响应</translation>
    </message>
    <message>
        <source>OCP could not be reached when this report was made. It shows what OCP said at %1.</source>
        <translation>生成此报告时无法连接 OCP。报告显示的是 OCP 在 %1 返回的内容。</translation>
    </message>
    <message>
        <source>Task without a name</source>
        <translation>未命名任务</translation>
    </message>
    <message>
        <source>en</source>
        <comment>BCP 47 tag of the language these words are in, e.g. zh-CN</comment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>连接已关闭</translation>
    </message>
    <message>
        <source>The log could not be fetched: %1</source>
        <translation>无法获取日志：%1</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>第 %1 次运行</translation>
    </message>
    <message>
        <source>Steps that ran more than once</source>
        <translation>运行多次的步骤</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The text of the log is not kept.</source>
        <translation>未保留日志文本。</translation>
    </message>
    <message>
        <source>%1 more steps failed or ran again; their logs were not asked for.</source>
        <translation>另有 %1 个步骤失败或重复运行，未获取其日志。</translation>
    </message>
    <message>
        <source>What was done to the task from here</source>
        <translation>从本机对该任务执行的操作</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>操作人 %1</translation>
    </message>
    <message>
        <source>by %1 (%2 on this machine)</source>
        <translation>操作人 %1（本机用户 %2）</translation>
    </message>
    <message>
        <source>reason: %1</source>
        <translation>原因：%1</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>%1 was not written: %2.</source>
        <translation>未写入 %1：%2。</translation>
    </message>
    <message>
        <source>a folder has this name</source>
        <translation>存在同名的文件夹</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>the folder %1 cannot be created</source>
        <translation>无法创建文件夹 %1</translation>
    </message>
    <message>
        <source>No file name was given.</source>
        <translation>未指定文件名。</translation>
    </message>
    <message>
        <source>%1 was not written: its ending must be one of html, pdf, svg, png, csv, json, md, dot.</source>
        <translation>未写入 %1：扩展名须为 html、pdf、svg、png、csv、json、md、dot 之一。</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>未写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>ServerWords</name>
    <message>
        <source>not in the zone yet</source>
        <translation>尚未加入该 Zone</translation>
    </message>
    <message>
        <source>This login may not read the task; the servers of %1 are watched instead (as of %2):</source>
        <translation>此登录无权查看任务；改为观察 %1 的 OBServer（截至 %2）：</translation>
    </message>
    <message>
        <source>This login may not read the task; the servers of %1 are watched instead.</source>
        <translation>此登录无权查看任务；改为观察 %1 的 OBServer。</translation>
    </message>
</context>
<context>
    <name>ShownLogWords</name>
    <message numerus="yes">
        <source>… %n earlier line(s) left out here; obdesk task log prints all of them.</source>
        <translation>
            <numerusform>… 此处省略了前面的 %n 行；obdesk task log 可输出全部。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepText</name>
    <message>
        <source>Started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>On the critical path</source>
        <translation>位于关键路径上</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>在 %1 之后</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>在 %1 之前</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>over limit</source>
        <translation>已超时限</translation>
    </message>
    <message>
        <source>near limit</source>
        <translation>接近时限</translation>
    </message>
    <message>
        <source>silent %1 min</source>
        <translation>日志静默 %1 分钟</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>第 %1 次运行</translation>
    </message>
    <message>
        <source>Slower than its time limit: it took %1 % of it.</source>
        <translation>超过时限：已用 %1 %。</translation>
    </message>
    <message>
        <source>Near its time limit: it has used %1 % of it.</source>
        <translation>接近时限：已用 %1 %。</translation>
    </message>
    <message numerus="yes">
        <source>Its log has not grown for %n minute(s).</source>
        <translation>
            <numerusform>日志已有 %n 分钟没有增长。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ran %n time(s).</source>
        <translation>
            <numerusform>共运行了 %n 次。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n step(s)</source>
        <translation>
            <numerusform>阻塞 %n 个步骤</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <comment>as in: Holds back 22 steps on 3 hosts</comment>
        <translation>
            <numerusform>%n 个步骤</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <comment>as in: Holds back 22 steps on 3 hosts</comment>
        <translation>
            <numerusform>%n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>Holds back %1 on %2</source>
        <comment>22 steps on 3 hosts</comment>
        <translation>阻塞 %1，涉及 %2</translation>
    </message>
    <message>
        <source>First cause</source>
        <translation>首要原因</translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation>连带失败</translation>
    </message>
    <message>
        <source>run %1 %2</source>
        <comment>number and state in lower case: run 2 failed</comment>
        <translation>第 %1 次运行：%2</translation>
    </message>
    <message>
        <source>This step has not run; there is no log of it.</source>
        <translation>此步骤尚未运行，没有日志。</translation>
    </message>
    <message>
        <source>This step has written no log yet.</source>
        <translation>此步骤尚未写入日志。</translation>
    </message>
    <message>
        <source>OCP has no log of this step.</source>
        <translation>OCP 没有此步骤的日志。</translation>
    </message>
    <message>
        <source>parallel #%1</source>
        <translation>并行 #%1</translation>
    </message>
</context>
<context>
    <name>TaskWords</name>
    <message>
        <source>Pending</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>终止中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>回滚中</translation>
    </message>
    <message>
        <source>Rollback failed</source>
        <translation>回滚失败</translation>
    </message>
    <message>
        <source>Successful</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>execute</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>终止</translation>
    </message>
    <message>
        <source>skip while rolling back</source>
        <translation>回滚时跳过</translation>
    </message>
    <message>
        <source>Two steps have the id %1; the second is drawn without connections.</source>
        <translation>有两个步骤的 ID 均为 %1；绘制第二个步骤时不带连线。</translation>
    </message>
    <message>
        <source>Step %1 is connected to step %2, which is not in the task.</source>
        <translation>步骤 %1 与步骤 %2 相连，而后者不在任务中。</translation>
    </message>
    <message>
        <source>Step %1 is said to wait for itself.</source>
        <translation>步骤 %1 被声明为等待其自身。</translation>
    </message>
    <message>
        <source>The connection from step %1 to step %2 is listed twice.</source>
        <translation>步骤 %1 到步骤 %2 的连线被列出了两次。</translation>
    </message>
    <message>
        <source>Only one of the steps %1 and %2 names their connection.</source>
        <translation>步骤 %1 和 %2 中只有一个声明了两者之间的连线。</translation>
    </message>
    <message>
        <source>The connection from step %1 to step %2 closes a circle.</source>
        <translation>步骤 %1 到步骤 %2 的连线构成了环路。</translation>
    </message>
    <message>
        <source>Task %1 · %2</source>
        <translation>任务 %1 · %2</translation>
    </message>
</context>
<context>
    <name>TimelineRows</name>
    <message>
        <source>Whole cluster</source>
        <translation>整个集群</translation>
    </message>
    <message>
        <source>Part %1</source>
        <translation>分片 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 个运行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n 个完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n 个步骤</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::AddServerDialog</name>
    <message>
        <source>Add OBServer</source>
        <translation>添加 OBServer</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Only fit for %1</source>
        <translation>仅显示适合 %1 的主机</translation>
    </message>
    <message>
        <source>to %1 · %2</source>
        <translation>目标集群 %1 · %2</translation>
    </message>
    <message>
        <source>Name, address, IDC, type…</source>
        <translation>名称、地址、机房、类型…</translation>
    </message>
    <message>
        <source>Filter hosts</source>
        <translation>筛选主机</translation>
    </message>
    <message>
        <source>Only fit hosts</source>
        <translation>仅显示合适的主机</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Hosts; tick with the space bar</source>
        <translation>主机列表，按空格键勾选</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>The request as it will be sent</source>
        <translation>将要发送的请求</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Cluster name, to confirm</source>
        <translation>输入集群名称以确认</translation>
    </message>
    <message>
        <source>Reason, e.g. change ticket</source>
        <translation>原因，例如变更单</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This cluster has no zones</source>
        <translation>该集群没有 Zone</translation>
    </message>
    <message>
        <source>Create a zone in OCP first; OBServers are added to a zone.</source>
        <translation>请先在 OCP 中创建 Zone，OBServer 需添加到 Zone 中。</translation>
    </message>
    <message>
        <source>Loading zones…</source>
        <translation>正在加载 Zone…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Loading hosts…</source>
        <translation>正在加载主机…</translation>
    </message>
    <message>
        <source>Choose a zone</source>
        <translation>选择 Zone</translation>
    </message>
    <message>
        <source>Hosts are then judged for it: IDC, architecture, state, agent, services.</source>
        <translation>选定后将按该 Zone 评估主机：机房、架构、状态、OCP Agent、服务。</translation>
    </message>
    <message>
        <source>OCP knows no hosts</source>
        <translation>OCP 中没有主机</translation>
    </message>
    <message>
        <source>Add hosts in OCP first, then try again.</source>
        <translation>请先在 OCP 中添加主机，然后重新加载。</translation>
    </message>
    <message>
        <source>No host is fit for %1</source>
        <translation>没有适合 %1 的主机</translation>
    </message>
    <message>
        <source>No host matches the filter</source>
        <translation>没有符合筛选条件的主机</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) are hidden. The column “Why” says what is in the way of each.</source>
        <translation>
            <numerusform>已隐藏 %n 台主机，“原因”列说明了每台主机的问题。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all hosts</source>
        <translation>显示所有主机</translation>
    </message>
    <message>
        <source>%1 chosen · %2 fit · %3 doubtful · %4 unfit</source>
        <translation>已选 %1 · 合适 %2 · 存疑 %3 · 不合适 %4</translation>
    </message>
    <message>
        <source>The connection is read-only.</source>
        <translation>该连接为只读。</translation>
    </message>
    <message>
        <source>Choose a zone.</source>
        <translation>请选择 Zone。</translation>
    </message>
    <message>
        <source>Tick the hosts to add in the table.</source>
        <translation>请在表格中勾选要添加的主机。</translation>
    </message>
    <message>
        <source>Type the cluster&apos;s name to confirm.</source>
        <translation>请输入集群名称以确认。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Choose a zone and tick at least one host.</source>
        <translation>请选择 Zone 并至少勾选一台主机。</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>重新提交</translation>
    </message>
    <message numerus="yes">
        <source>Add %n OBServer(s)</source>
        <translation>
            <numerusform>添加 %n 个 OBServer</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Sending the request. It is sent once; closing this window does not stop it.</source>
        <translation>正在发送请求。请求只发送一次，关闭此窗口不会中止请求。</translation>
    </message>
    <message numerus="yes">
        <source>Confirmed for another %n minute(s)</source>
        <translation>
            <numerusform>确认在 %n 分钟内有效</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 It is not known whether the task was created. The request is not sent again; looking for the task in OCP&apos;s list…</source>
        <translation>%1不知道任务是否已创建。请求不会重发；正在 OCP 的任务列表中查找……</translation>
    </message>
    <message>
        <source>%1 No such task is in OCP&apos;s list: it was probably not accepted. Make sure in OCP itself; to submit again, type the cluster&apos;s name and a reason.</source>
        <translation>%1OCP 的任务列表中没有这样的任务：很可能未被受理。请在 OCP 中确认；如需再次提交，请输入集群名称和原因。</translation>
    </message>
    <message>
        <source>OCP&apos;s answer was lost: %1</source>
        <translation>OCP 的应答已丢失：%1</translation>
    </message>
    <message numerus="yes">
        <source>The request of %1 to add %n host(s) to %2 has no known outcome.</source>
        <translation>
            <numerusform>%1 向 %2 添加 %n 台主机的请求结果未知。</numerusform>
        </translation>
    </message>
    <message>
        <source>The task that has this host: retry it or roll it back there</source>
        <translation>占用该主机的任务：请在任务页重试或回滚</translation>
    </message>
    <message>
        <source>Open task %1</source>
        <translation>打开任务 %1</translation>
    </message>
    <message>
        <source>Nothing proves which task this request became, if any. Say which one it is, or look at them in the task list before you submit again.</source>
        <translation>没有证据表明此请求对应哪个任务。请指明是哪一个，或在重新提交前到任务列表中查看。</translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n 个被拒</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the task…</source>
        <translation>选择任务…</translation>
    </message>
</context>
<context>
    <name>obdesk::ClusterListCommand</name>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>STATUS</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>TYPE</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>SERVERS</source>
        <translation>OBServer 数</translation>
    </message>
    <message>
        <source>TASK</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>obdesk::ClusterPage</name>
    <message>
        <source>Filter by address or state…</source>
        <translation>按地址或状态筛选…</translation>
    </message>
    <message>
        <source>Filter OBServers</source>
        <translation>筛选 OBServer</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Add OBServer…</source>
        <translation>添加 OBServer…</translation>
    </message>
    <message>
        <source>OBServers</source>
        <translation>OBServer</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>租户</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Root server</source>
        <translation>根服务(RS)</translation>
    </message>
    <message>
        <source>The connection is closed.</source>
        <translation>连接已关闭。</translation>
    </message>
    <message>
        <source>The connection is read-only.</source>
        <translation>该连接为只读。</translation>
    </message>
    <message>
        <source>The cluster has not been loaded yet.</source>
        <translation>集群尚未加载。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>The cluster is not there any more</source>
        <translation>集群已不存在</translation>
    </message>
    <message>
        <source>OCP does not list cluster %1.</source>
        <translation>OCP 的集群列表中没有集群 %1。</translation>
    </message>
    <message>
        <source>Loading cluster…</source>
        <translation>正在加载集群…</translation>
    </message>
    <message>
        <source>cluster %1</source>
        <translation>集群 %1</translation>
    </message>
    <message>
        <source>OB id %1</source>
        <translation>OB ID %1</translation>
    </message>
    <message numerus="yes">
        <source>in %n zone(s)</source>
        <translation>
            <numerusform>分布于 %n 个 Zone</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3 of %4 steps</source>
        <translation>%1 · %2 · 步骤 %3/%4</translation>
    </message>
    <message>
        <source>Open task</source>
        <translation>打开任务</translation>
    </message>
    <message>
        <source>Not up to date: what you see is from %1. %2</source>
        <translation>数据已过期：当前显示的是 %1 的数据。%2</translation>
    </message>
    <message>
        <source>Loading zones…</source>
        <translation>正在加载 Zone…</translation>
    </message>
    <message>
        <source>This cluster has no zones</source>
        <translation>该集群没有 Zone</translation>
    </message>
    <message>
        <source>OBServers are added to a zone. Create one in OCP first, then refresh.</source>
        <translation>OBServer 需添加到 Zone 中。请先在 OCP 中创建 Zone，然后刷新。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
</context>
<context>
    <name>obdesk::ClusterShowCommand</name>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>租户数</translation>
    </message>
    <message>
        <source>Running task</source>
        <translation>运行中的任务</translation>
    </message>
    <message>
        <source>OCP says</source>
        <translation>OCP 提示</translation>
    </message>
    <message>
        <source>ZONE</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>STATUS</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>IDC</source>
        <translation>机房</translation>
    </message>
    <message>
        <source>SERVER</source>
        <translation>OBServer</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>ROOT SERVER</source>
        <translation>根服务(RS)</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>obdesk::Command</name>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>There is no cluster “%1” in this OCP. There are:</source>
        <translation>此 OCP 中没有集群“%1”。现有集群：</translation>
    </message>
    <message>
        <source>Several clusters are called “%1”; give the id of one:</source>
        <translation>有多个集群名为“%1”；请指定其中一个的 ID：</translation>
    </message>
    <message>
        <source>Cluster %1 has no zone “%2”. It has: %3.</source>
        <translation>集群 %1 没有 Zone“%2”。现有：%3。</translation>
    </message>
    <message>
        <source>Hosts are shown by their ids: %1</source>
        <translation>主机以 ID 显示：%1</translation>
    </message>
    <message>
        <source>Which tasks are open is not known: %1</source>
        <translation>无法得知有哪些未结束的任务：%1</translation>
    </message>
    <message>
        <source>More than %1 tasks are open; not all of them were looked at.</source>
        <translation>未结束的任务超过 %1 个，未能全部查看。</translation>
    </message>
</context>
<context>
    <name>obdesk::ConfirmActionDialog</name>
    <message>
        <source>On %1 (%2)</source>
        <translation>连接 %1（%2）</translation>
    </message>
    <message>
        <source>Cluster %1 on %2 (%3)</source>
        <translation>集群 %1，连接 %2（%3）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason, e.g. change ticket</source>
        <translation>原因，例如变更单</translation>
    </message>
    <message>
        <source>Reason (optional)</source>
        <translation>原因（可选）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The connection is read-only.</source>
        <translation>该连接为只读。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>An earlier change (%1, sent %2) has no known outcome, and nothing of it shows in the task. Look into OCP first: confirming says that nothing of it runs.</source>
        <translation>较早的一次变更（%1，发送于 %2）结果未知，任务中也看不出它的影响。请先查看 OCP：确认即表示它没有在运行。</translation>
    </message>
    <message numerus="yes">
        <source>%1 was confirmed; its name need not be typed for another %n minute(s).</source>
        <translation>
            <numerusform>%1 已确认；%n 分钟内无需再次输入名称。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::ConnectionDialog</name>
    <message>
        <source>Enter OCP&apos;s address, e.g. http://ocp.example.com:8080.</source>
        <translation>请输入 OCP 地址，例如 http://ocp.example.com:8080。</translation>
    </message>
    <message>
        <source>This is not an address; it looks like http://ocp.example.com:8080.</source>
        <translation>地址无效，正确格式如 http://ocp.example.com:8080。</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://.</source>
        <translation>地址必须以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>地址中缺少主机名。</translation>
    </message>
    <message>
        <source>Put user and password into their own fields, not into the address.</source>
        <translation>请将用户名和密码填入各自的输入框，不要写在地址中。</translation>
    </message>
    <message>
        <source>The address must end before any “?” or “#”.</source>
        <translation>地址中不能包含“?”或“#”及其后的内容。</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>e.g. Production Hangzhou</source>
        <translation>例如：杭州生产环境</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>访问密钥(AccessKey)</translation>
    </message>
    <message>
        <source>Protected: changes need the cluster&apos;s name and a reason</source>
        <translation>受保护：变更需输入集群名称和原因</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Read-only: no change leaves this program</source>
        <translation>只读：本程序不会发出任何变更</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>Log in with</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>环境(&amp;E)</translation>
    </message>
    <message>
        <source>A&amp;ccess</source>
        <translation>访问模式(&amp;C)</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <translation>保存并连接</translation>
    </message>
    <message>
        <source>Enter the user.</source>
        <translation>请输入用户名。</translation>
    </message>
    <message>
        <source>Enter the access key id.</source>
        <translation>请输入 AccessKey ID。</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Enter the access key secret.</source>
        <translation>请输入 AccessKey Secret。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Access key id</source>
        <translation>AccessKey ID</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Access key secret</source>
        <translation>AccessKey Secret</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未修改</translation>
    </message>
    <message>
        <source>http:// is not encrypted: the password can be read on the way. An access key never travels.</source>
        <translation>http:// 未加密：密码可能在传输途中被窃取。使用访问密钥(AccessKey)时，密钥本身不会被传输。</translation>
    </message>
    <message>
        <source>http:// is not encrypted: what you read and change can be seen on the way.</source>
        <translation>http:// 未加密：查看和变更的内容可能在传输途中被窃取。</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>正在请求 %1…</translation>
    </message>
    <message numerus="yes">
        <source>It works: %n cluster(s), answered in %1 ms.</source>
        <translation>
            <numerusform>连接成功：%n 个集群，响应耗时 %1 ms。</numerusform>
        </translation>
    </message>
    <message>
        <source>The clocks differ by %1 s.</source>
        <translation>两端时钟相差 %1 秒。</translation>
    </message>
    <message>
        <source>The connection could not be saved: the settings file cannot be written.</source>
        <translation>连接保存失败：无法写入设置文件。</translation>
    </message>
    <message>
        <source>Sign with OCP&apos;s time</source>
        <translation>按 OCP 的时间签名</translation>
    </message>
    <message>
        <source>OCP takes a signature only within 15 minutes of its own clock.</source>
        <translation>OCP 只接受与其时钟相差 15 分钟以内的签名。</translation>
    </message>
    <message>
        <source>I know: the network can read and change everything</source>
        <translation>我已知晓：网络可以读取并篡改一切内容</translation>
    </message>
    <message>
        <source>e.g. Disaster recovery</source>
        <translation>例如：容灾</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Its colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Red, green and blue as on the web, e.g. #7a3e9d</source>
        <translation>与网页相同的红绿蓝写法，例如 #7a3e9d</translation>
    </message>
    <message>
        <source>What this computer&apos;s authorities vouch for</source>
        <translation>本机信任的证书颁发机构</translation>
    </message>
    <message>
        <source>What the authorities in a file vouch for</source>
        <translation>文件中的证书颁发机构</translation>
    </message>
    <message>
        <source>This one certificate</source>
        <translation>仅此一张证书</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件……</translation>
    </message>
    <message>
        <source>Show certificate…</source>
        <translation>查看证书……</translation>
    </message>
    <message>
        <source>Certi&amp;ficate</source>
        <translation>证书(&amp;F)</translation>
    </message>
    <message>
        <source>Use the system&apos;s proxy</source>
        <translation>使用系统代理</translation>
    </message>
    <message>
        <source>http:// is not encrypted: use https://, or confirm that you know.</source>
        <translation>http:// 未加密：请使用 https://，或确认知晓。</translation>
    </message>
    <message>
        <source>Choose a file with the authorities&apos; certificates.</source>
        <translation>请选择含有颁发机构证书的文件。</translation>
    </message>
    <message>
        <source>Look at the server&apos;s certificate and trust it first.</source>
        <translation>请先查看并信任服务器的证书。</translation>
    </message>
    <message>
        <source>A colour looks like #7a3e9d.</source>
        <translation>颜色的写法如 #7a3e9d。</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s)</source>
        <translation>
            <numerusform>%n 张证书</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <translation>%1，有效期至 %2</translation>
    </message>
    <message>
        <source>never for this computer itself</source>
        <translation>对本机从不使用</translation>
    </message>
    <message>
        <source>none for this address</source>
        <translation>该地址不使用代理</translation>
    </message>
    <message>
        <source>Certificates of the authorities (PEM)</source>
        <translation>颁发机构证书（PEM）</translation>
    </message>
    <message>
        <source>There is no certificate in %1; PEM files begin with “-----BEGIN CERTIFICATE-----”.</source>
        <translation>%1 中没有证书；PEM 文件以“-----BEGIN CERTIFICATE-----”开头。</translation>
    </message>
    <message>
        <source>Asking %1 for its certificate…</source>
        <translation>正在向 %1 获取证书……</translation>
    </message>
    <message>
        <source>This connection will trust that certificate and no other, once it is saved.</source>
        <translation>保存后，该连接将只信任这张证书。</translation>
    </message>
    <message>
        <source>OCP&apos;s clock: %1 s</source>
        <translation>OCP 时钟：%1 秒</translation>
    </message>
    <message>
        <source>No password is at hand: enter it. Nothing was sent.</source>
        <translation>没有可用的密码：请输入。未发送任何内容。</translation>
    </message>
    <message>
        <source>No access key secret is at hand: enter it. Nothing was sent.</source>
        <translation>没有可用的访问密钥 Secret：请输入。未发送任何内容。</translation>
    </message>
</context>
<context>
    <name>obdesk::GraphBar</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>What the graph shows and how</source>
        <translation>任务图显示的内容和方式</translation>
    </message>
    <message>
        <source>&amp;Fold steps that are alike</source>
        <translation>折叠同类步骤(&amp;F)</translation>
    </message>
    <message>
        <source>Fold &amp;barriers (“Wait node”)</source>
        <translation>折叠汇合点（“Wait node”）(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Critical path</source>
        <translation>关键路径(&amp;C)</translation>
    </message>
    <message>
        <source>Only what the &amp;selected step is related to</source>
        <translation>只突出与选中步骤相关的步骤(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Overview map</source>
        <translation>缩略图(&amp;O)</translation>
    </message>
    <message>
        <source>From &amp;top to bottom</source>
        <translation>自上而下(&amp;T)</translation>
    </message>
    <message>
        <source>Back to the place before the last jump (Alt+Left)</source>
        <translation>回到上次跳转之前的位置 (Alt+Left)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward again (Alt+Right)</source>
        <translation>再次前进 (Alt+Right)</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the running or failed step in view. Moving the picture by hand switches it off.</source>
        <translation>使运行中或失败的步骤保持可见，手动移动视图后自动关闭。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole graph</source>
        <translation>显示完整任务图</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>Show at 100 %</source>
        <translation>以 100% 显示</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>obdesk::GraphScene</name>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n 个完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 个运行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::GraphView</name>
    <message>
        <source>Task graph</source>
        <translation>任务图</translation>
    </message>
    <message numerus="yes">
        <source>Laying out %n step(s)…</source>
        <translation>
            <numerusform>正在布局 %n 个步骤…</numerusform>
        </translation>
    </message>
    <message>
        <source>This task has no steps</source>
        <translation>该任务没有步骤</translation>
    </message>
    <message>
        <source>No step passes the filter</source>
        <translation>没有符合筛选条件的步骤</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Fold steps like this</source>
        <translation>折叠此类步骤</translation>
    </message>
    <message>
        <source>Fold this barrier</source>
        <translation>折叠此汇合点</translation>
    </message>
    <message>
        <source>Only host %1</source>
        <translation>仅主机 %1</translation>
    </message>
    <message>
        <source>Only this phase</source>
        <translation>仅此阶段</translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>显示全部步骤</translation>
    </message>
</context>
<context>
    <name>obdesk::HostListCommand</name>
    <message>
        <source>Give both --cluster and --zone, or neither.</source>
        <translation>--cluster 和 --zone 须同时指定，或都不指定。</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>STATUS</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>IDC</source>
        <translation>机房</translation>
    </message>
    <message>
        <source>ARCH</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>AGENT</source>
        <translation>OCP Agent</translation>
    </message>
    <message>
        <source>FITNESS</source>
        <translation>适用性</translation>
    </message>
    <message>
        <source>WHY</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>SERVICES</source>
        <translation>服务</translation>
    </message>
</context>
<context>
    <name>obdesk::HostTableModel</name>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>IDC</source>
        <translation>机房</translation>
    </message>
    <message>
        <source>Arch</source>
        <comment>short for architecture</comment>
        <translation>架构</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>OCP Agent</translation>
    </message>
    <message>
        <source>Fitness</source>
        <translation>是否合适</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalCommand</name>
    <message>
        <source>The journal has no change %1.</source>
        <translation>变更日志中没有变更 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) begin with %1: write more of the id.</source>
        <translation>
            <numerusform>有 %n 条变更以 %1 开头：请输入更多编号。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::JournalExportCommand</name>
    <message>
        <source>--%1 is missing.</source>
        <translation>缺少 --%1。</translation>
    </message>
    <message>
        <source>%1: the journal is exported as .csv or .json.</source>
        <translation>%1：变更日志只能导出为 .csv 或 .json。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalListCommand</name>
    <message>
        <source>id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>No change is open.</source>
        <translation>没有结果未知的变更。</translation>
    </message>
    <message>
        <source>No change was made.</source>
        <translation>没有变更。</translation>
    </message>
    <message>
        <source>There are older ones: --limit N shows more.</source>
        <translation>还有更早的变更：用 --limit N 显示更多。</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalModel</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalPage</name>
    <message>
        <source>Find cluster, host, task, reason, trace id…</source>
        <translation>查找集群、主机、任务、原因、追踪号……</translation>
    </message>
    <message>
        <source>Find in the journal</source>
        <translation>在变更日志中查找</translation>
    </message>
    <message>
        <source>Filter by connection</source>
        <translation>按连接筛选</translation>
    </message>
    <message>
        <source>All connections</source>
        <translation>全部连接</translation>
    </message>
    <message>
        <source>Only without a known outcome</source>
        <translation>仅结果未知</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Check that no row was changed, removed or added by another program</source>
        <translation>检查没有任何行被其他程序修改、删除或添加</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出……</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>变更日志</translation>
    </message>
    <message>
        <source>The chosen entry</source>
        <translation>选中的条目</translation>
    </message>
    <message>
        <source>Open task</source>
        <translation>打开任务</translation>
    </message>
    <message>
        <source>Settle by hand…</source>
        <translation>人工确认……</translation>
    </message>
    <message>
        <source>The last write failed (%1). Nothing can be changed until there is room again; looking and following go on.</source>
        <translation>最近一次写入失败（%1）。恢复空间之前不能做变更；查看和跟踪不受影响。</translation>
    </message>
    <message>
        <source>Reading the journal…</source>
        <translation>正在读取变更日志……</translation>
    </message>
    <message>
        <source>No change matches the filters</source>
        <translation>没有符合筛选条件的变更</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No changes yet</source>
        <translation>尚无变更</translation>
    </message>
    <message>
        <source>Every change obdesk sends is written down here first: who, what, where, why, and what became of it.</source>
        <translation>obdesk 发送的每次变更都会先记录在此：谁、做什么、在哪里、为什么、结果如何。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 条变更</numerusform>
        </translation>
    </message>
    <message>
        <source>No task is known of it.</source>
        <translation>没有已知的任务。</translation>
    </message>
    <message>
        <source>No connection to that OCP is open.</source>
        <translation>没有打开到该 OCP 的连接。</translation>
    </message>
    <message>
        <source>Only for changes without a known outcome.</source>
        <translation>仅适用于结果未知的变更。</translation>
    </message>
    <message>
        <source>Checking every row…</source>
        <translation>正在逐行检查……</translation>
    </message>
    <message>
        <source>To be able to prove it later, keep outside: %1 rows, %2</source>
        <translation>为便于日后证明，请另行保存：%1 行，%2</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Export journal (csv or json)</source>
        <translation>导出变更日志（csv 或 json）</translation>
    </message>
    <message>
        <source>“%1” has no ending obdesk can write. Use csv or json.</source>
        <translation>“%1”的扩展名不受支持。请使用 csv 或 json。</translation>
    </message>
    <message>
        <source>Journal written to %1</source>
        <translation>变更日志已写入 %1</translation>
    </message>
    <message>
        <source>The journal was not written: %1</source>
        <translation>变更日志未写入：%1</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalSettleCommand</name>
    <message>
        <source>--%1 is missing.</source>
        <translation>缺少 --%1。</translation>
    </message>
    <message>
        <source>Only a change whose outcome is unknown can be settled; this one is: %1.</source>
        <translation>只有结果未知的变更才能确认处理；这一条是：%1。</translation>
    </message>
    <message>
        <source>Look in OCP whether it happened. If nothing of it runs, say so with --confirm and the name of its target (%1).</source>
        <translation>请在 OCP 中查看是否已发生。如果没有在运行，请用 --confirm 加目标名称（%1）声明。</translation>
    </message>
    <message>
        <source>It was not settled: something else was written about it meanwhile.</source>
        <translation>未确认处理：期间已有其他记录写入。</translation>
    </message>
    <message>
        <source>It was not settled: %1.</source>
        <translation>未确认处理：%1。</translation>
    </message>
    <message>
        <source>Settled. Its targets are free for other changes.</source>
        <translation>已确认处理。其目标可用于其他变更。</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalShowCommand</name>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>OCP user</source>
        <translation>OCP 用户</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>State before</source>
        <translation>变更前状态</translation>
    </message>
    <message>
        <source>State after</source>
        <translation>变更后状态</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>追踪号</translation>
    </message>
    <message>
        <source>when</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>what</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>message</source>
        <translation>信息</translation>
    </message>
</context>
<context>
    <name>obdesk::JournalVerifyCommand</name>
    <message>
        <source>--head and --rows go together: the last hash and the number of rows, as they were kept.</source>
        <translation>--head 与 --rows 须同时给出：当时保存的最后哈希和行数。</translation>
    </message>
    <message>
        <source>--head is 64 hexadecimal digits.</source>
        <translation>--head 为 64 位十六进制数。</translation>
    </message>
    <message>
        <source>obdesk: the journal cannot be read to its end: %1.</source>
        <translation>obdesk：变更日志未能完整读取：%1。</translation>
    </message>
    <message numerus="yes">
        <source>The journal is sound: %n row(s).</source>
        <translation>
            <numerusform>变更日志完好：%n 行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The journal is not as it was written: %n place(s).</source>
        <translation>
            <numerusform>变更日志与写入时不符：%n 处。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep these two outside; they show later that nothing was rewritten: --head %1 --rows %2</source>
        <translation>请另行保存这两项，日后可证明没有被改写：--head %1 --rows %2</translation>
    </message>
</context>
<context>
    <name>obdesk::Login</name>
    <message>
        <source>Which OCP? Give --connection, --url or --demo.</source>
        <translation>哪个 OCP？请指定 --connection、--url 或 --demo。</translation>
    </message>
    <message>
        <source>Password of %1 at %2:</source>
        <translation>%2 上 %1 的密码：</translation>
    </message>
    <message>
        <source>Secret of access key %1 at %2:</source>
        <translation>%2 上访问密钥(AccessKey) %1 的密钥(Secret)：</translation>
    </message>
    <message>
        <source>There is no password or secret: set OBDESK_PASSWORD (or OBDESK_ACCESS_KEY_SECRET), or use --password-file.</source>
        <translation>没有密码或密钥：请设置 OBDESK_PASSWORD（或 OBDESK_ACCESS_KEY_SECRET），或使用 --password-file。</translation>
    </message>
</context>
<context>
    <name>obdesk::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New connection…</source>
        <translation>新建连接(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Export report…</source>
        <translation>导出报告(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Close page</source>
        <translation>关闭页面(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Like the &amp;desktop</source>
        <translation>跟随系统(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>深色(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>集群(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Add OBServer…</source>
        <translation>添加 OBServer(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Task</source>
        <translation>任务(&amp;T)</translation>
    </message>
    <message>
        <source>Task &amp;list</source>
        <translation>任务列表(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next failed step</source>
        <translation>下一个失败步骤(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous failed step</source>
        <translation>上一个失败步骤(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Retry failed steps…</source>
        <translation>重试失败步骤(&amp;R)…</translation>
    </message>
    <message>
        <source>Roll &amp;back…</source>
        <translation>回滚(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About obdesk</source>
        <translation>关于 obdesk(&amp;A)</translation>
    </message>
    <message>
        <source>No connection is open</source>
        <translation>没有打开的连接</translation>
    </message>
    <message>
        <source>Connect to an OCP to see its clusters, or choose a saved connection at the left.</source>
        <translation>连接到 OCP 以查看其集群，或在左侧选择已保存的连接。</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>新建连接…</translation>
    </message>
    <message>
        <source>Choose a cluster</source>
        <translation>选择集群</translation>
    </message>
    <message>
        <source>Clusters stand at the left, below their connection.</source>
        <translation>集群列在左侧所属连接的下方。</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>受保护</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>数据已过期（截至 %1）</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>not reached yet</source>
        <translation>尚未连通</translation>
    </message>
    <message>
        <source>login needed</source>
        <translation>需要登录</translation>
    </message>
    <message>
        <source>next in %1 s</source>
        <translation>%1 秒后刷新</translation>
    </message>
    <message>
        <source>clock %1%2 s</source>
        <translation>时钟偏差 %1%2 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n 个任务运行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Add OBServer: %1</source>
        <translation>添加 OBServer：%1</translation>
    </message>
    <message>
        <source>Add OBServer: OCP&apos;s answer was lost. The request is not sent again; looking for the task…</source>
        <translation>添加 OBServer：OCP 的响应已丢失。请求不会再次发送，正在查找任务…</translation>
    </message>
    <message>
        <source>Add OBServer: it is not known whether OCP accepted the request. A person must look.</source>
        <translation>添加 OBServer：不确定 OCP 是否已接受请求，请人工核实。</translation>
    </message>
    <message>
        <source>%1: %2 Nothing more is asked with this login, since accounts lock.</source>
        <translation>%1：%2 为避免账号被锁定，不再使用此登录信息发送请求。</translation>
    </message>
    <message>
        <source>OCP does not accept the login.</source>
        <translation>OCP 未接受登录信息。</translation>
    </message>
    <message>
        <source>Correct the login…</source>
        <translation>更正登录信息…</translation>
    </message>
    <message>
        <source>About obdesk</source>
        <translation>关于 obdesk</translation>
    </message>
    <message>
        <source>obdesk %1

A desktop console for OceanBase clusters behind OCP.
Licensed under the GPL, version 3 or later.</source>
        <translation>obdesk %1

面向 OCP 所管理的 OceanBase 集群的桌面控制台。
采用 GPL 第 3 版或更高版本许可。</translation>
    </message>
    <message>
        <source>This machine or program stood still from %1 to %2: nothing was asked or recorded then. Everything is being asked for again.</source>
        <translation>本机或程序在 %1 至 %2 期间处于停顿：其间没有请求也没有记录。正在重新获取全部数据。</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>This machine&apos;s clock was set forward by %1 s.</source>
        <translation>本机时钟被向前调整了 %1 秒。</translation>
    </message>
    <message>
        <source>This machine&apos;s clock was set back by %1 s.</source>
        <translation>本机时钟被向后调整了 %1 秒。</translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation>变更日志(&amp;J)</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>http:// shows everything to the network, and lets it change everything</source>
        <translation>http:// 会让网络看到并篡改一切内容</translation>
    </message>
    <message>
        <source>Add OBServer: a request of %1 has no known outcome. It is not sent again; looking for its task…</source>
        <translation>添加 OBServer：%1 的请求结果未知。不会重发；正在查找其任务……</translation>
    </message>
    <message>
        <source>%1 of task %2, sent %3, has no known outcome.</source>
        <translation>任务 %2 的“%1”（发送于 %3）结果未知。</translation>
    </message>
    <message>
        <source>As &amp;graph</source>
        <translation>任务图(&amp;G)</translation>
    </message>
    <message>
        <source>As &amp;matrix</source>
        <translation>矩阵(&amp;M)</translation>
    </message>
    <message>
        <source>As time&amp;line</source>
        <translation>时间线(&amp;L)</translation>
    </message>
    <message>
        <source>As ta&amp;ble</source>
        <translation>表格(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Filter steps</source>
        <translation>筛选步骤(&amp;F)</translation>
    </message>
    <message>
        <source>Add OBServer: OCP&apos;s answer was lost, but the hosts are OBServers of %1 by now. This login may not read the task; watch the servers on the cluster&apos;s page.</source>
        <translation>添加 OBServer：OCP 的应答已丢失，但这些主机现已是 %1 的 OBServer。此登录无权查看任务，请在集群页查看 OBServer 状态。</translation>
    </message>
</context>
<context>
    <name>obdesk::MatrixView</name>
    <message>
        <source>Matrix of hosts and steps</source>
        <translation>主机与步骤矩阵</translation>
    </message>
    <message>
        <source>Whole cluster</source>
        <translation>整个集群</translation>
    </message>
</context>
<context>
    <name>obdesk::Navigator</name>
    <message>
        <source>Find cluster, zone, server…</source>
        <translation>查找集群、Zone、OBServer…</translation>
    </message>
    <message>
        <source>Find cluster, zone or server</source>
        <translation>查找集群、Zone 或 OBServer</translation>
    </message>
    <message>
        <source>Connections and clusters</source>
        <translation>连接与集群</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Add OBServer…</source>
        <translation>添加 OBServer…</translation>
    </message>
    <message>
        <source>Add OBServer to %1…</source>
        <translation>添加 OBServer 到 %1…</translation>
    </message>
    <message>
        <source>Open task %1</source>
        <translation>打开任务 %1</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Edit connection…</source>
        <translation>编辑连接…</translation>
    </message>
</context>
<context>
    <name>obdesk::NavigatorModel</name>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message numerus="yes">
        <source>%n server(s)</source>
        <translation>
            <numerusform>%n 个 OBServer</numerusform>
        </translation>
    </message>
    <message>
        <source>No clusters</source>
        <translation>没有集群</translation>
    </message>
    <message>
        <source>Loading clusters…</source>
        <translation>正在加载集群…</translation>
    </message>
    <message>
        <source>RS</source>
        <translation>RS</translation>
    </message>
</context>
<context>
    <name>obdesk::NothingShown</name>
    <message>
        <source>The filter hides every step</source>
        <translation>筛选条件隐藏了所有步骤</translation>
    </message>
    <message numerus="yes">
        <source>This task has %n step(s).</source>
        <translation>
            <numerusform>此任务共有 %n 个步骤。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>显示全部步骤</translation>
    </message>
    <message>
        <source>No steps yet</source>
        <translation>尚无步骤</translation>
    </message>
    <message>
        <source>OCP has not named any step of this task.</source>
        <translation>OCP 尚未给出此任务的任何步骤。</translation>
    </message>
</context>
<context>
    <name>obdesk::ReportCommand</name>
    <message>
        <source>--%1 is missing.</source>
        <translation>缺少 --%1。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MiB.</source>
        <translation>%1 超过 %2 MiB。</translation>
    </message>
    <message>
        <source>%1 is no saved run or reply of OCP: %2.</source>
        <translation>%1 不是已保存的运行记录或 OCP 响应：%2。</translation>
    </message>
</context>
<context>
    <name>obdesk::ReportExport</name>
    <message>
        <source>Export report (ending decides: html pdf svg png csv json md dot)</source>
        <translation>导出报告（后缀决定格式：html pdf svg png csv json md dot）</translation>
    </message>
    <message>
        <source>“%1” has no ending obdesk can write. Use html, pdf, svg, png, csv, json, md or dot.</source>
        <translation>“%1”的后缀不是 obdesk 支持的格式，请使用 html、pdf、svg、png、csv、json、md 或 dot。</translation>
    </message>
    <message>
        <source>Collecting logs of failed steps and writing %1…</source>
        <translation>正在收集失败步骤的日志并写入 %1…</translation>
    </message>
    <message>
        <source>The report was not written: %1</source>
        <translation>报告写入失败：%1</translation>
    </message>
</context>
<context>
    <name>obdesk::ServerAddCommand</name>
    <message>
        <source>--%1 is missing.</source>
        <translation>缺少 --%1。</translation>
    </message>
    <message>
        <source>--host wants ids of hosts, separated by commas; “%1” is none. See obdesk host list.</source>
        <translation>--host 须为以逗号分隔的主机 ID；“%1”不是。参见 obdesk host list。</translation>
    </message>
    <message>
        <source>--%1 goes with --wait.</source>
        <translation>--%1 须与 --wait 一起使用。</translation>
    </message>
    <message>
        <source>--dry-run sends nothing: there is nothing to wait for.</source>
        <translation>--dry-run 不发送任何请求：没有可等待的内容。</translation>
    </message>
    <message>
        <source>OCP knows no host with the id %1. %2 lists them.</source>
        <translation>OCP 中没有 ID 为 %1 的主机。执行 %2 可列出主机。</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Request (not sent)</source>
        <translation>请求（未发送）</translation>
    </message>
    <message>
        <source>OCP would refuse this; nothing was sent.</source>
        <translation>OCP 会拒绝此请求；未发送任何请求。</translation>
    </message>
    <message>
        <source>The connection is protected: a change wants --confirm with the cluster&apos;s name (%1) and --reason. Nothing was sent.</source>
        <translation>连接受保护：变更须用 --confirm 指定集群名称（%1），并指定 --reason。未发送任何请求。</translation>
    </message>
    <message>
        <source>Follow it with: %1</source>
        <translation>可用以下命令跟踪：%1</translation>
    </message>
    <message>
        <source>Looking for the task in OCP&apos;s list…</source>
        <translation>正在 OCP 的列表中查找任务…</translation>
    </message>
    <message>
        <source>obdesk: no such task is in OCP&apos;s list; it was probably not accepted. Make sure in OCP before you submit again.</source>
        <translation>obdesk：OCP 的列表中没有这样的任务，请求很可能未被接受。重新提交前请先在 OCP 中确认。</translation>
    </message>
    <message>
        <source>To go on watching: %1</source>
        <translation>继续查看：%1</translation>
    </message>
    <message>
        <source>Interrupted; nothing was sent.</source>
        <translation>已中断；未发送任何请求。</translation>
    </message>
    <message>
        <source>Interrupted; the simulator ends with the program, and the task with it.</source>
        <translation>已中断；模拟器随程序结束，任务也随之结束。</translation>
    </message>
    <message>
        <source>Interrupted; the task goes on in OCP.</source>
        <translation>已中断；任务在 OCP 中继续运行。</translation>
    </message>
    <message>
        <source>Interrupted while the request was under way: it is not known whether OCP accepted it. Look at: %1</source>
        <translation>请求发送过程中被中断：无法确定 OCP 是否已接受。请查看：%1</translation>
    </message>
    <message>
        <source>obdesk: OCP does not let us look for the task: %1</source>
        <translation>obdesk：OCP 不允许查找该任务：%1</translation>
    </message>
    <message>
        <source>Another request for the same hosts is held back until this one is settled: %1</source>
        <translation>确认处理之前，对相同主机的请求将被拦下：%1</translation>
    </message>
    <message>
        <source>What became of an earlier request for these hosts, sent %1, is not known. Looking for its task in OCP&apos;s list…</source>
        <translation>此前于 %1 针对这些主机发送的请求结果未知。正在 OCP 的任务列表中查找其任务…</translation>
    </message>
    <message>
        <source>What became of an earlier request for these hosts, sent %1, is not known. Without --dry-run its task is looked for first.</source>
        <translation>此前于 %1 针对这些主机发送的请求结果未知。不带 --dry-run 运行时会先查找其任务。</translation>
    </message>
    <message>
        <source>obdesk: nothing proves which task this request became, if any; look at these before you submit again:</source>
        <translation>obdesk：没有证据表明此请求对应哪个任务；重新提交前请先查看：</translation>
    </message>
    <message>
        <source>The hosts are OBServers of the zone: the request was carried out. It is settled in the journal.</source>
        <translation>这些主机已是该 Zone 的 OBServer：请求已执行，变更日志中已了结。</translation>
    </message>
    <message>
        <source>This login may not read the task, so the zone&apos;s servers are watched instead. Which step fails, and why, cannot be seen that way.</source>
        <translation>此登录无权查看任务，因此改为观察该 Zone 的 OBServer；这样无法看到哪个步骤失败及其原因。</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) are RUNNING OBServers of %1.</source>
        <translation>
            <numerusform>%n 台主机已是 %1 中 RUNNING 状态的 OBServer。</numerusform>
        </translation>
    </message>
    <message>
        <source>No report was written: it would be about the task, which this login may not read.</source>
        <translation>未生成报告：报告的内容是任务，而此登录无权查看任务。</translation>
    </message>
    <message>
        <source>Found in OCP: it was accepted after all.</source>
        <translation>已在 OCP 中找到：请求其实已被接受。</translation>
    </message>
</context>
<context>
    <name>obdesk::ServerCardDelegate</name>
    <message>
        <source>being added</source>
        <translation>添加中</translation>
    </message>
    <message>
        <source>root server</source>
        <translation>根服务(RS)</translation>
    </message>
</context>
<context>
    <name>obdesk::SettleDialog</name>
    <message>
        <source>Settle by hand</source>
        <translation>人工确认</translation>
    </message>
    <message>
        <source>It is not known whether OCP took this change. Look into OCP first: is there a task of it, are the hosts free? Settling says that nothing of it runs, and lets the next change on the same target be sent.</source>
        <translation>不知道 OCP 是否已受理这次变更。请先查看 OCP：是否有它的任务，主机是否空闲？确认处理即表示它没有在运行，并允许对同一目标发送下一次变更。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What you saw in OCP</source>
        <translation>您在 OCP 中看到的情况</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>确认处理</translation>
    </message>
</context>
<context>
    <name>obdesk::SimulateCommand</name>
    <message>
        <source>The simulator serves at %1 for user %2 with password %3 until it is interrupted.</source>
        <translation>模拟器在 %1 提供服务，用户为 %2，密码为 %3，直至中断。</translation>
    </message>
</context>
<context>
    <name>obdesk::StateBar</name>
    <message>
        <source>%1 of %2 steps done, %3 failed, %4 running</source>
        <translation>共 %2 个步骤：完成 %1，失败 %3，运行中 %4</translation>
    </message>
</context>
<context>
    <name>obdesk::StepModel</name>
    <message numerus="yes">
        <source>%1 … %n in total</source>
        <translation>
            <numerusform>%1 … 共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>critical</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>%1 (s)</source>
        <comment>heading of a column with durations in seconds</comment>
        <translation>%1（秒）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>超时时间</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行次数</translation>
    </message>
    <message>
        <source>Slack</source>
        <comment>how much later a step could end without delaying the task</comment>
        <translation>宽裕时间</translation>
    </message>
    <message>
        <source>Holds back</source>
        <translation>阻塞</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Parallel index</source>
        <translation>并行序号</translation>
    </message>
    <message>
        <source>Executor</source>
        <translation>执行者</translation>
    </message>
    <message>
        <source>Node type</source>
        <translation>节点类型</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Series id</source>
        <translation>序列 ID</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Downstream</source>
        <translation>下游</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
</context>
<context>
    <name>obdesk::StepPane</name>
    <message>
        <source>No step selected</source>
        <translation>未选择步骤</translation>
    </message>
    <message>
        <source>Click a step, or walk with the arrow keys. F8 goes to the next failed one.</source>
        <translation>单击步骤，或用方向键移动。按 F8 转到下一个失败步骤。</translation>
    </message>
    <message>
        <source>Facts of the step</source>
        <translation>步骤详情</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Log of the step</source>
        <translation>步骤日志</translation>
    </message>
    <message>
        <source>Follow end</source>
        <translation>跟随末尾</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>subtask %1</source>
        <translation>子任务 %1</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>第 %1 次运行</translation>
    </message>
    <message>
        <source>%1 of at most %2</source>
        <translation>%1（上限 %2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Parallel index</source>
        <translation>并行序号</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行次数</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>超时时间</translation>
    </message>
    <message>
        <source>Executor</source>
        <translation>执行者</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>上游步骤</translation>
    </message>
    <message>
        <source>Waited for by</source>
        <translation>下游步骤</translation>
    </message>
    <message>
        <source>Holds back</source>
        <translation>阻塞</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n 个步骤</numerusform>
        </translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>forbidden by OCP</source>
        <translation>OCP 禁止</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Loading log…</source>
        <translation>正在加载日志…</translation>
    </message>
    <message>
        <source>The step failed.</source>
        <translation>步骤失败。</translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n step(s).</source>
        <translation>
            <numerusform>阻塞 %n 个步骤。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in log</source>
        <translation>在日志中显示</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>obdesk::StepTable</name>
    <message>
        <source>Table of steps</source>
        <translation>步骤表</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation>以 CSV 复制所选行</translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation>默认列</translation>
    </message>
</context>
<context>
    <name>obdesk::StepToolbar</name>
    <message>
        <source>Graph</source>
        <translation>任务图</translation>
    </message>
    <message>
        <source>Steps and what they wait for (Ctrl+1)</source>
        <translation>步骤及其依赖 (Ctrl+1)</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Hosts and phases (Ctrl+2)</source>
        <translation>主机与阶段 (Ctrl+2)</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>When each step ran (Ctrl+3)</source>
        <translation>各步骤的运行时间 (Ctrl+3)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Every step with every field (Ctrl+4)</source>
        <translation>所有步骤的所有字段 (Ctrl+4)</translation>
    </message>
    <message>
        <source>Find step, host, id…</source>
        <translation>查找步骤、主机、ID…</translation>
    </message>
    <message>
        <source>Find step</source>
        <translation>查找步骤</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>上一个匹配项 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配项</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>下一个匹配项 (Enter)</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配项</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>third of twelve matches</comment>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>%1: %2. Show only these; F8 goes from one to the next.</source>
        <translation>%1：%2。仅显示这些步骤；按 F8 依次跳转。</translation>
    </message>
    <message>
        <source>%1: %2. Show only these.</source>
        <translation>%1：%2。仅显示这些步骤。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show only some steps: by text, host, phase (/)</source>
        <translation>按文本、主机或阶段只显示部分步骤 (/)</translation>
    </message>
    <message>
        <source>Only steps that contain…</source>
        <translation>仅显示包含以下内容的步骤…</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>按文本筛选</translation>
    </message>
    <message>
        <source>Filter by host</source>
        <translation>按主机筛选</translation>
    </message>
    <message>
        <source>Filter by phase</source>
        <translation>按阶段筛选</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>All hosts</source>
        <translation>全部主机</translation>
    </message>
    <message>
        <source>All phases</source>
        <translation>全部阶段</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n step(s)</source>
        <translation>
            <numerusform>%1 / %n 个步骤</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::TaskActionCommand</name>
    <message>
        <source>Task %1 has no step %2. It has:</source>
        <translation>任务 %1 没有步骤 %2。现有步骤：</translation>
    </message>
    <message>
        <source>%1 is not possible now; nothing was sent. %2</source>
        <translation>%1当前不可用；未发送任何请求。%2</translation>
    </message>
    <message>
        <source>The connection is protected: a change wants --confirm with the cluster&apos;s name (%1) and --reason. Nothing was sent.</source>
        <translation>连接受保护：变更须用 --confirm 指定集群名称（%1），并指定 --reason。未发送任何请求。</translation>
    </message>
    <message>
        <source>See where the task stands with: %1</source>
        <translation>可用以下命令查看任务进展：%1</translation>
    </message>
    <message>
        <source>OCP accepted it.</source>
        <translation>OCP 已接受。</translation>
    </message>
    <message>
        <source>Follow it with: %1</source>
        <translation>可用以下命令跟踪：%1</translation>
    </message>
    <message>
        <source>Interrupted while the request was under way: it is not known whether OCP accepted it. Look at: %1</source>
        <translation>请求发送过程中被中断：无法确定 OCP 是否已接受。请查看：%1</translation>
    </message>
    <message>
        <source>Interrupted; nothing was sent.</source>
        <translation>已中断；未发送任何请求。</translation>
    </message>
    <message>
        <source>Reading the task to see whether it arrived…</source>
        <translation>正在读取任务以判断请求是否到达……</translation>
    </message>
    <message>
        <source>The task has changed since: it arrived, or somebody else acted.</source>
        <translation>任务此后已变化：请求已到达，或有他人操作。</translation>
    </message>
    <message>
        <source>Nothing of it shows in the task; it probably did not arrive.</source>
        <translation>任务中看不出它的影响；很可能没有到达。</translation>
    </message>
    <message>
        <source>Another action on it is held back until this one is settled: %1</source>
        <translation>确认处理之前，对该任务的其他操作将被拦下：%1</translation>
    </message>
    <message>
        <source>What became of an earlier action on this task, sent %1, is not known. Reading the task to see whether it arrived…</source>
        <translation>此前于 %1 对此任务发送的操作结果未知。正在读取任务以确认其是否送达…</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskExportCommand</name>
    <message>
        <source>--%1 is missing.</source>
        <translation>缺少 --%1。</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskListCommand</name>
    <message>
        <source>“%1” is no state of a task; there are RUNNING, FAILED and SUCCESSFUL.</source>
        <translation>“%1”不是任务状态；可用的有 RUNNING、FAILED 和 SUCCESSFUL。</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>CLUSTER</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>CREATOR</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>STARTED</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>ELAPSED</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Page %1 of %2, %3 tasks in all.</source>
        <translation>第 %1 页，共 %2 页，总计 %3 个任务。</translation>
    </message>
    <message>
        <source>Versions of OCP sign this name in different ways, so it was asked for a part of it only: of each page those tasks are shown whose name contains all of it.</source>
        <translation>不同版本的 OCP 对该名称的签名方式不同，因此只按其中一部分查询；每页只显示名称完全包含它的任务。</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskListModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskListPage</name>
    <message>
        <source>Task name…</source>
        <translation>任务名称…</translation>
    </message>
    <message>
        <source>Filter by task name</source>
        <translation>按任务名称筛选</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Running and failed</source>
        <translation>运行中和失败</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Successful</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Filter by cluster</source>
        <translation>按集群筛选</translation>
    </message>
    <message>
        <source>All clusters</source>
        <translation>全部集群</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Loading tasks…</source>
        <translation>正在加载任务…</translation>
    </message>
    <message>
        <source>No task matches the filters</source>
        <translation>没有符合筛选条件的任务</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>暂无任务</translation>
    </message>
    <message>
        <source>Tasks appear here as soon as OCP runs one.</source>
        <translation>OCP 运行任务后将显示在此处。</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Not up to date: the list is from %1. %2</source>
        <translation>数据已过期：列表为 %1 的数据。%2</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s), page %1 of %2</source>
        <translation>
            <numerusform>%n 个任务，第 %1/%2 页</numerusform>
        </translation>
    </message>
    <message>
        <source>Versions of OCP sign this name in different ways, so it was asked for a part of it only: of each page those tasks are shown whose name contains all of it.</source>
        <translation>不同版本的 OCP 对该名称的签名方式不同，因此只按其中一部分查询；每页只显示名称完全包含它的任务。</translation>
    </message>
    <message numerus="yes">
        <source>at most %n task(s), page %1 of %2</source>
        <translation>
            <numerusform>最多 %n 个任务，第 %1 页，共 %2 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>obdesk::TaskLogCommand</name>
    <message>
        <source>Task %1 has no subtask %2. obdesk task show %1 lists them.</source>
        <translation>任务 %1 没有子任务 %2。obdesk task show %1 可列出全部子任务。</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskPage</name>
    <message>
        <source>Retry failed…</source>
        <translation>重试失败步骤…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>回滚…</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>导出报告…</translation>
    </message>
    <message numerus="yes">
        <source>%n more oddities in the plan.</source>
        <translation>
            <numerusform>任务图另有 %n 处异常。</numerusform>
        </translation>
    </message>
    <message>
        <source>The plan OCP sent is odd: %1</source>
        <translation>OCP 返回的任务图存在异常：%1</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Loading task %1…</source>
        <translation>正在加载任务 %1…</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>task %1</source>
        <translation>任务 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>耗时 %1</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>已用时 %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>started %1 by %2</source>
        <translation>开始于 %1，创建人 %2</translation>
    </message>
    <message>
        <source>Stale since %1 (%2): %3</source>
        <translation>数据已过期，最后更新于 %1（%2）：%3</translation>
    </message>
    <message>
        <source>Not up to date: %1</source>
        <translation>数据已过期：%1</translation>
    </message>
    <message>
        <source>Stopped asking, since wrong logins lock the account. %1</source>
        <translation>登录错误会导致账号被锁定，已停止请求。%1</translation>
    </message>
    <message>
        <source>Stopped asking. %1</source>
        <translation>已停止请求。%1</translation>
    </message>
    <message>
        <source>OCP does not know this task any more; what you see is the last it told.</source>
        <translation>OCP 中已没有该任务，当前显示的是最后一次获取的数据。</translation>
    </message>
    <message>
        <source>Next try in %1 s; the task itself goes on in OCP.</source>
        <translation>%1 秒后再次请求，任务本身仍在 OCP 中继续运行。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即刷新</translation>
    </message>
    <message>
        <source>The task has not been loaded yet.</source>
        <translation>任务尚未加载。</translation>
    </message>
    <message>
        <source>The connection is read-only.</source>
        <translation>该连接为只读。</translation>
    </message>
    <message>
        <source>Another action is under way.</source>
        <translation>另一操作正在进行中。</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>任务 %1</translation>
    </message>
    <message>
        <source>%1: sending the request…</source>
        <translation>%1：正在发送请求…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: OCP accepted; the picture follows.</source>
        <translation>%1：OCP 已接受，任务图随后更新。</translation>
    </message>
    <message>
        <source>Report written to %1</source>
        <translation>报告已写入 %1</translation>
    </message>
    <message>
        <source>%1, sent %2, has no known outcome. It is not sent again; reading the task to see whether it arrived…</source>
        <translation>%1（发送于 %2）结果未知。不会重发；正在读取任务以判断是否到达……</translation>
    </message>
    <message>
        <source>%1: OCP&apos;s answer was lost: %2 It is not sent again; reading the task to see whether it arrived…</source>
        <translation>%1：OCP 的应答已丢失：%2不会重发；正在读取任务以判断是否到达……</translation>
    </message>
    <message>
        <source>%1, sent %2: OCP&apos;s answer was lost, but the task has changed since: it arrived, or somebody else acted.</source>
        <translation>%1（发送于 %2）：OCP 的应答已丢失，但任务此后已变化：请求已到达，或有他人操作。</translation>
    </message>
    <message>
        <source>%1, sent %2: it is not known whether OCP took it, and nothing of it shows in the task. Look into OCP; to send another action, choose it, type the name and give a reason.</source>
        <translation>%1（发送于 %2）：不知道 OCP 是否已受理，任务中也看不出影响。请查看 OCP；如需发送其他操作，请选择该操作、输入名称并给出原因。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskWatch</name>
    <message>
        <source>The time to wait is over; the task goes on in OCP.</source>
        <translation>等待时间已到；任务在 OCP 中继续运行。</translation>
    </message>
    <message>
        <source>%1 Trying again; the task goes on in OCP.</source>
        <translation>%1正在重试；任务在 OCP 中继续运行。</translation>
    </message>
    <message>
        <source>OCP answers again.</source>
        <translation>OCP 已恢复响应。</translation>
    </message>
    <message>
        <source>OCP does not know the task any more.</source>
        <translation>OCP 中已不存在该任务。</translation>
    </message>
</context>
<context>
    <name>obdesk::TaskWatchCommand</name>
    <message>
        <source>To go on watching: %1</source>
        <translation>继续查看：%1</translation>
    </message>
    <message>
        <source>Interrupted; the task goes on in OCP.</source>
        <translation>已中断；任务在 OCP 中继续运行。</translation>
    </message>
</context>
<context>
    <name>obdesk::TimelineCanvas</name>
    <message>
        <source>Timeline of steps</source>
        <translation>步骤时间线</translation>
    </message>
    <message>
        <source>Nothing ran for %1</source>
        <translation>%1 内没有步骤运行</translation>
    </message>
</context>
<context>
    <name>obdesk::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Group rows</source>
        <translation>行分组</translation>
    </message>
    <message>
        <source>Group: step</source>
        <translation>分组：步骤</translation>
    </message>
    <message>
        <source>Group: host</source>
        <translation>分组：主机</translation>
    </message>
    <message>
        <source>Group: phase</source>
        <translation>分组：阶段</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole time, and keep it in sight (0)</source>
        <translation>显示完整时间范围并保持可见 (0)</translation>
    </message>
    <message>
        <source>A bar for each run · underlined: critical path · pauses are folded</source>
        <translation>每次运行一条 · 下划线：关键路径 · 停顿已折叠</translation>
    </message>
</context>
<context>
    <name>obdesk::TrustDialog</name>
    <message>
        <source>The server&apos;s certificate has changed</source>
        <translation>服务器的证书已改变</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>信任这张证书？</translation>
    </message>
    <message>
        <source>%1 shows a certificate that this computer&apos;s authorities vouch for.</source>
        <translation>%1 出示的证书由本机信任的颁发机构签发。</translation>
    </message>
    <message>
        <source>%1 shows a certificate that cannot be verified: %2.</source>
        <translation>%1 出示的证书无法验证：%2。</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>当前出示</translation>
    </message>
    <message>
        <source>Trusted until now</source>
        <translation>此前信任</translation>
    </message>
    <message>
        <source>Ask whoever runs this OCP for the fingerprint, by another way than this network, and compare.</source>
        <translation>请通过本网络之外的途径向该 OCP 的管理者索取指纹并核对。</translation>
    </message>
    <message>
        <source>I compared the fingerprint: it is the right one</source>
        <translation>我已核对指纹，确认无误</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自签</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of the key</source>
        <translation>公钥 SHA-256</translation>
    </message>
</context>
<context>
    <name>obdesk::ZoneCard</name>
    <message>
        <source>%1, %2, %3, OBServers %4 to %5</source>
        <translation>%1，%2，%3，OBServer 数从 %4 变为 %5</translation>
    </message>
    <message>
        <source>OBServers %1 → %2</source>
        <translation>OBServer %1 → %2</translation>
    </message>
</context>
<context>
    <name>obdesk::ZoneColumn</name>
    <message>
        <source>OBServers of %1</source>
        <translation>%1 的 OBServer</translation>
    </message>
    <message>
        <source>Add OBServer to %1…</source>
        <translation>添加 OBServer 到 %1…</translation>
    </message>
    <message numerus="yes">
        <source>%n OBServer(s)</source>
        <translation>
            <numerusform>%n 个 OBServer</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 → %2 OBServers</source>
        <translation>%1 → %2 个 OBServer</translation>
    </message>
    <message>
        <source>No OBServer in this zone yet</source>
        <translation>该 Zone 暂无 OBServer</translation>
    </message>
    <message>
        <source>Loading OBServers…</source>
        <translation>正在加载 OBServer…</translation>
    </message>
</context>
<context>
    <name>obdesk::ZoneServersModel</name>
    <message numerus="yes">
        <source>up %n day(s)</source>
        <translation>
            <numerusform>已运行 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up %n hour(s)</source>
        <translation>
            <numerusform>已运行 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>being added, </source>
        <translation>添加中，</translation>
    </message>
</context>
</TS>
