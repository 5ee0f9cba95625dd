-- random program 70
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  ev:clear()
  do local _ <close> = lk:hold()
    say("w1 3 in")
    ev:wait()
    say("w1 5 ev")
  end
  say("w1 barrier " .. br:wait())
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = lk:hold()
        say("w1 11 in")
        if not q:full() then q:put_nowait(12) end
        if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
      end
      sleep(0)
      say("w1 15")
      local function f17()
        say("w1.f17 18")
        sleep(0)
        say("w1.f17 20")
        ev:clear()
        return "f17"
      end
      local function f22()
        say("w1.f22 23")
        if T.w1 then say("w1.f22 cancels w1 " .. yn(T.w1:cancel())) end
        error("E25", 0)
      end
      do local ok, e = pcall(function() say("w1 16 got " .. table.concat({ gather { spawn("f17", f17), spawn("f22", f22) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1 16 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w1 9 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 8 timeout") elseif not ok then error(e, 0) end end
  say("w1 26 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  sleep(0)
  say("w2 29")
  local function f31()
    say("w2.f31 32")
    if T.w2 then say("w2.f31 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f31"
  end
  local function f34()
    say("w2.f34 35")
    say("w2.f34 got " .. q:get())
    sleep(1)
    say("w2.f34 38")
    sleep(5)
    say("w2.f34 40")
    return "f34"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f31", f31)
    tg:spawn("f34", f34)
  end)
    if is(e, ErrorGroup) then say("w2 30 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 41 end")
end
local function w3()
  sleep(1)
  say("w3 43")
  local function f45()
    say("w3.f45 46")
    local function f48()
      say("w3.f45.f48 49")
      ev:wait()
      say("w3.f45.f48 51 ev")
      sleep(1)
      say("w3.f45.f48 53")
      say("w3.f45.f48 got " .. q:get())
      return "f48"
    end
    local function f55()
      say("w3.f45.f55 56")
      sleep(0)
      say("w3.f45.f55 58")
      sleep(3)
      say("w3.f45.f55 60")
      say("w3.f45.f55 62")
      error("E63", 0)
    end
    local function f64()
      say("w3.f45.f64 65")
      ev:clear()
      return "f64"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f48", f48)
      tg:spawn("f55", f55)
      tg:spawn("f64", f64)
      say("w3.f45 68")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f45 69 ok") elseif type(e) == "string" then say("w3.f45 69 err " .. kind(e)) else error(e, 0) end end
      sleep(0)
      say("w3.f45 71")
    end)
      if is(e, ErrorGroup) then say("w3.f45 47 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w3 then say("w3.f45 cancels w3 " .. yn(T.w3:cancel())) end
    return "f45"
  end
  local function f73()
    say("w3.f73 74")
    if not q:full() then q:put_nowait(75) end
    return "f73"
  end
  do local ok, e = pcall(function() say("w3 44 got " .. table.concat({ gather { spawn("f45", f45), spawn("f73", f73) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 44 err " .. kind(e)) else error(e, 0) end end end
  sleep(5)
  say("w3 77")
  ev:clear()
  say("w3 got " .. q:get())
  say("w3 80 end")
end
local function w4()
  local function f82()
    say("w4.f82 83")
    sleep(0)
    say("w4.f82 85")
    local function f87()
      say("w4.f82.f87 88")
      do local ok, e = pcall(timeout, 1, function()
        if not q:empty() then say("w4.f82.f87 took " .. q:get_nowait()) end
        ev:set()
      end)
        if is(e, Timeout) then say("w4.f82.f87 89 timeout") elseif not ok then error(e, 0) end end
      return "f87"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f87", f87)
    end)
      if is(e, ErrorGroup) then say("w4.f82 86 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w5 then say("w4.f82 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f82"
  end
  local function f93()
    say("w4.f93 94")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w4.f93 95 ok") elseif type(e) == "string" then say("w4.f93 95 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4.f93 96 ok") elseif type(e) == "string" then say("w4.f93 96 err " .. kind(e)) else error(e, 0) end end
    error("E97", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f82", f82)
    tg:spawn("f93", f93)
    if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w4 81 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  say("w4 100 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w5 102 woken")
  end
  local function f104()
    say("w5.f104 105")
    do local _ <close> = sm:hold()
      say("w5.f104 107 in")
      if T.w3 then say("w5.f104 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    sleep(5)
    say("w5.f104 110")
    return "f104"
  end
  local function f111()
    say("w5.f111 112")
    say("w5.f111 got " .. q:get())
    if T.w2 then say("w5.f111 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w3 then say("w5.f111 cancels w3 " .. yn(T.w3:cancel())) end
    return "f111"
  end
  local function f116()
    say("w5.f116 117")
    if T.w5 then say("w5.f116 cancels w5 " .. yn(T.w5:cancel())) end
    say("w5.f116 count " .. current():cancelling())
    return "f116"
  end
  do local ok, e = pcall(function() say("w5 103 got " .. table.concat({ gather { spawn("f104", f104), spawn("f111", f111), spawn("f116", f116) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 103 err " .. kind(e)) else error(e, 0) end end end
  say("w5 got " .. q:get())
  say("w5 121 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
