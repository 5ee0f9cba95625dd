-- random program 46
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    local function f5()
      say("w1.f2.f5 6")
      say("w1.f2.f5 8")
      error("E9", 0)
    end
    local function f10()
      say("w1.f2.f10 11")
      local function f13()
        say("w1.f2.f10.f13 14")
        sleep(5)
        say("w1.f2.f10.f13 16")
        return "f13"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f13", f13) }, { timeout = 5 }) do say("w1.f2.f10 12 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2.f10 12 err " .. kind(e)) else error(e, 0) end end end
      sleep(2)
      say("w1.f2.f10 18")
      return "f10"
    end
    local function f19()
      say("w1.f2.f19 20")
      do local _ <close> = sm:hold()
        say("w1.f2.f19 22 in")
        if T.w4 then say("w1.f2.f19 cancels w4 " .. yn(T.w4:cancel())) end
      end
      sleep(3)
      say("w1.f2.f19 25")
      return "f19"
    end
    do local dn, pn = wait({ spawn("f5", f5), spawn("f10", f10), spawn("f19", f19) }, { return_when = "first_error", timeout = 0 })
      say("w1.f2 4 done " .. #dn .. " pending " .. #pn) end
    error("E26", 0)
  end
  local function f27()
    say("w1.f27 28")
    do local ok, e = pcall(function()
      ev:wait()
      say("w1.f27 31 ev")
      sleep(2)
      say("w1.f27 33")
    end)
      if is(e, Cancelled) then say("w1.f27 29 cancelled err")
        error("X29", 0)
      elseif not ok then error(e, 0) end end
    sleep(2)
    say("w1.f27 35")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f27 38 woken")
      end
    end)
      if is(e, Cancelled) then say("w1.f27 36 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f27"
  end
  local function f39()
    say("w1.f39 40")
    sleep(1)
    say("w1.f39 42")
    return "f39"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f27", f27), spawn("f39", f39) }, { timeout = nil }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w1 44 ev")
  sleep(2)
  say("w1 46")
  say("w1 47 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 49 in")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 50 ok") elseif type(e) == "string" then say("w2 50 err " .. kind(e)) else error(e, 0) end end
    local function f52()
      say("w2.f52 53")
      do local ok, e = pcall(timeout, 0, function()
        q:put(55)
        say("w2.f52 56 put 55")
        sleep(0)
        say("w2.f52 58")
        sleep(1)
        say("w2.f52 60")
      end)
        if is(e, Timeout) then say("w2.f52 54 timeout") elseif not ok then error(e, 0) end end
      return "f52"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f52", f52)
    end)
      if is(e, ErrorGroup) then say("w2 51 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w2 62")
  end
  say("w2 count " .. current():cancelling())
  say("w2 65")
  say("w2 66 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(0)
  say("w3 69")
  do local ok, e = pcall(timeout, 3, function()
    say("w3 got " .. q:get())
    sleep(2)
    say("w3 73")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end)
    if is(e, Timeout) then say("w3 70 timeout") elseif not ok then error(e, 0) end end
  say("w3 75 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 77 woken")
  end
  ev:wait()
  say("w4 79 ev")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 81 woken")
  end
  if T.w4 then say("w4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(2)
  say("w4 84")
  say("w4 85 end")
end
local function w5()
  sleep(0)
  say("w5 87")
  if not q:full() then q:put_nowait(88) end
  say("w5 89 end")
end
local function w6()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w6 91 woken")
  end
  do local _ <close> = lk:hold()
    say("w6 93 in")
    say("w6 size " .. q:size())
    local function f96()
      say("w6.f96 97")
      if not q:full() then q:put_nowait(98) end
      error("E99", 0)
    end
    local function f100()
      say("w6.f100 101")
      if T.w3 then say("w6.f100 cancels w3 " .. yn(T.w3:cancel())) end
      ev:wait()
      say("w6.f100 104 ev")
      return "f100"
    end
    for _, x in ipairs(gather({ spawn("f96", f96), spawn("f100", f100) }, { return_errors = true })) do
      say("w6 95 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  say("w6 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(2)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
