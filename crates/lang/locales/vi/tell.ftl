# Tin gửi ra ngoài

notice-code = Mã xác nhận: { $code }. Chỉ đọc mã này cho người đang nộp hồ sơ giúp bạn, nếu bạn đồng ý.

tell-subject = Thông báo về { $code }
tell-amount = { $amount } đồng
tell-automatic = Thư này được gửi tự động, vui lòng không trả lời.

# Cấu hình gửi tin

tell-config-unreadable = Không đọc được { $file } (dòng { $line }): { $what }. Hãy kiểm tra tệp và quyền đọc.
tell-config-shape = { $file }, dòng { $line }: { $what }. Hãy sửa dòng này.
tell-config-secret = { $file }, dòng { $line }: không đọc được tệp bí mật ({ $what }). Hãy tạo tệp đó cạnh { $file }, chỉ ghi bí mật vào trong.
tell-config-unfit = { $file }, dòng { $line }: giá trị không dùng được ({ $what }). Hãy sửa mục này.

problem-code-tried = Mã xác nhận không đúng. Bạn còn { $left } lần thử.
problem-code-over = Mã xác nhận không dùng được: đã quá 10 phút, đã dùng rồi hoặc đã nhập sai 5 lần. Hãy yêu cầu mã mới.
