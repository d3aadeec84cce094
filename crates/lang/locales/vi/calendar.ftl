# Thời hạn: ngày hẹn trả và vì sao là ngày đó.

# Thời hạn của thủ tục
limit-same-day = Trong ngày
limit-working-hours = { $amount } giờ làm việc
limit-working-days = { $amount } ngày làm việc
limit-calendar-days = { $amount } ngày
limit-months = { $amount } tháng

# Còn lại bao lâu
left-days = Còn { $amount } ngày làm việc
left-hours = Còn { $amount } giờ làm việc
left-minutes = Còn { $amount } phút
due-today = Hẹn trả hôm nay, còn { $amount } giờ làm việc
late-now = Vừa quá hạn
late-hours = Quá hạn { $amount } giờ làm việc
late-days = Quá hạn { $amount } ngày làm việc

# Vì sao có ngày hẹn này: từ lúc nào (from), đến lúc nào (to), bao nhiêu (amount)
ground-received-outside-hours = Hồ sơ đến lúc { $from }, ngoài giờ làm việc. Thời gian bắt đầu tính từ { $to }.
ground-after-same-day-cutoff = Hồ sơ đến lúc { $from }, sau { $amount }, nên kết quả trả trong ngày làm việc tiếp theo.
ground-last-hour-before-closing = Hồ sơ đến lúc { $from }, trong { $amount } cuối trước giờ đóng cửa. Thời gian bắt đầu tính từ { $to }.
ground-online-after-hours = Hồ sơ nộp trực tuyến lúc { $from }, sau { $amount }. Thời gian bắt đầu tính từ { $to }.
ground-first-day-not-counted = Ngày nhận hồ sơ ({ $from }) không tính vào thời hạn.
ground-holiday-skipped = Không tính { $amount } nghỉ lễ, tết, từ { $from } đến { $to }.
ground-compensation-skipped = Không tính { $amount } nghỉ bù vì ngày lễ trùng ngày nghỉ hằng tuần, từ { $from } đến { $to }.
ground-swap-off-skipped = Không tính { $amount } nghỉ hoán đổi, từ { $from } đến { $to }; ngày này được làm bù vào ngày khác.
ground-weekend-skipped = Không tính { $amount } thứ Bảy, Chủ nhật trong khoảng từ { $from } đến { $to }.
ground-closed-day-skipped = Không tính { $amount } cơ quan không mở cửa, từ { $from } đến { $to }.
ground-closed-locally = Không tính { $amount } cơ quan tạm nghỉ, từ { $from } đến { $to }: { $note }.
ground-extra-day-counted = Có tính ngày cơ quan mở cửa thêm: { $from } ({ $note }).
ground-other-sessions-locally = Ngày { $from } cơ quan mở cửa theo giờ khác thường lệ ({ $note }).
ground-make-up-day-counted = Có tính ngày làm bù: { $from }.
ground-ends-on-day-off = Ngày cuối của thời hạn là ngày nghỉ, nên thời hạn kết thúc vào ngày làm việc tiếp theo: { $to }.
ground-limit-working-days = Thời hạn giải quyết là { $amount }, kết thúc lúc { $to }.
ground-limit-hours = Thời hạn giải quyết là { $amount }, tính từ { $from } đến { $to }.
ground-limit-same-day = Thủ tục này trả kết quả trong ngày, chậm nhất lúc { $to }.
ground-limit-calendar-days = Thời hạn giải quyết là { $amount }, kể cả ngày nghỉ, kết thúc lúc { $to }.
ground-limit-months = Thời hạn giải quyết là { $amount }, kết thúc lúc { $to }.
ground-restarted-after-supplement = Hồ sơ được bổ sung đủ lúc { $from }. Thời hạn được tính lại từ đầu.
ground-pause-subtracted = Không tính thời gian chờ người nộp bổ sung hoặc nộp tiền, từ { $from } đến { $to }.
ground-later-promise-kept = Tính lại từ đầu thì hẹn lúc { $from }; ngày đã hẹn { $to } muộn hơn nên giữ nguyên.
ground-recounted-by-decision = Ngày hẹn được tính lại theo lịch nghỉ mới, theo quyết định của lãnh đạo lúc { $from }: { $to }.
ground-extended-once = Ngày hẹn được lùi một lần, kèm thư xin lỗi: từ { $from } sang { $to }.
ground-calendar-not-yet-published = Lịch nghỉ lễ từ { $from } chưa được công bố chính thức. Ngày hẹn có thể thay đổi khi có lịch.
ground-calendar-version = Tính theo lịch nghỉ do tỉnh công bố, bản { $amount }.

# Bao nhiêu giờ làm việc được tính
counted-hours = { $hours } giờ
counted-hours-minutes = { $hours } giờ { $minutes } phút

# Căn cứ
article-decree-118 = Nghị định số 118/2025/NĐ-CP
article-decree-118-17 = Điều 17 Nghị định số 118/2025/NĐ-CP
article-decree-118-18 = Điều 18 Nghị định số 118/2025/NĐ-CP
article-civil-code-147 = Điều 147 Bộ luật Dân sự năm 2015
article-civil-code-148 = Điều 148 Bộ luật Dân sự năm 2015
article-labour-code-111 = Điều 111 Bộ luật Lao động năm 2019
article-labour-code-112 = Điều 112 Bộ luật Lao động năm 2019
article-decision-766 = Quyết định số 766/QĐ-TTg năm 2022
article-yearly-swap-notice = Thông báo hoán đổi ngày làm việc của năm
article-office-hours = Giờ làm việc niêm yết của nơi tiếp nhận
article-closure-notice = Thông báo nghỉ hoặc mở cửa thêm của nơi tiếp nhận
article-published-calendar = Lịch nghỉ do Ủy ban nhân dân tỉnh công bố
article-procedure-limit = Thời hạn đã công bố của thủ tục
