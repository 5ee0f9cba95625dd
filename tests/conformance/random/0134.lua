-- random program 134
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    if T.w4 then say("w1.f4 cancels w4 " .. yn(T.w4:cancel())) end
    if T.w4 then say("w1.f4 cancels w4 " .. yn(T.w4:cancel())) end
    return "f4"
  end
  do local ok, e = pcall(function() say("w1 3 got " .. table.concat({ gather { spawn("f4", f4) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 9")
  say("w1 10 end")
end
local function w2()
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f13()
    say("w2.f13 14")
    say("w2.f13 count " .. current():cancelling())
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2.f13 17 woken")
    end
    do local _ <close> = sm:hold()
      say("w2.f13 19 in")
      say("w2.f13 count " .. current():cancelling())
      ev:wait()
      say("w2.f13 22 ev")
      local function f24()
        say("w2.f13.f24 25")
        if T.w3 then say("w2.f13.f24 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:wait()
        say("w2.f13.f24 28 ev")
        current():cancel()
        return "f24"
      end
      local function f30()
        say("w2.f13.f30 31")
        if not q:full() then q:put_nowait(32) end
        error("E33", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f24", f24)
        tg:spawn("f30", f30)
      end)
        if is(e, ErrorGroup) then say("w2.f13 23 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    return "f13"
  end
  local function f34()
    say("w2.f34 35")
    sleep(2)
    say("w2.f34 37")
    error("E38", 0)
  end
  local function f39()
    say("w2.f39 40")
    do local _ <close> = lk:hold()
      say("w2.f39 42 in")
      local function f44()
        say("w2.f39.f44 45")
        sleep(0)
        say("w2.f39.f44 47")
        if not q:full() then q:put_nowait(48) end
        return "f44"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f44", f44) }, { timeout = 1 }) do say("w2.f39 43 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f39 43 err " .. kind(e)) else error(e, 0) end end end
      say("w2.f39 size " .. q:size())
    end
    say("w2.f39 size " .. q:size())
    error("E51", 0)
  end
  do local dn, pn = wait({ spawn("f13", f13), spawn("f34", f34), spawn("f39", f39) }, { return_when = "first_error", timeout = nil })
    say("w2 12 done " .. #dn .. " pending " .. #pn) end
  q:put(52)
  say("w2 53 put 52")
  say("w2 size " .. q:size())
  say("w2 55 end")
end
local function w3()
  sleep(2)
  say("w3 57")
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 59 end")
end
local function w4()
  say("w4 barrier " .. br:wait())
  q:put(61)
  say("w4 62 put 61")
  say("w4 size " .. q:size())
  say("w4 64 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
sleep(1)
if not q:empty() then q:get_nowait() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
