-- random program 64
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
  local function f2()
    say("w1.f2 3")
    if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
    return "f2"
  end
  local function f5()
    say("w1.f5 6")
    local function f8()
      say("w1.f5.f8 9")
      ev:wait()
      say("w1.f5.f8 11 ev")
      sleep(2)
      say("w1.f5.f8 13")
      do local ok, e = pcall(function()
        say("w1.f5.f8 16")
        sleep(2)
        say("w1.f5.f8 18")
        say("w1.f5.f8 20")
      end)
        if is(e, Cancelled) then say("w1.f5.f8 14 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f8"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f8", f8) }, { timeout = nil }) do say("w1.f5 7 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f5 7 err " .. kind(e)) else error(e, 0) end end end
    local function f22()
      say("w1.f5.f22 23")
      current():cancel()
      if not q:full() then q:put_nowait(25) end
      sleep(0)
      say("w1.f5.f22 27")
      return "f22"
    end
    do local dn, pn = wait({ spawn("f22", f22) }, { return_when = "first", timeout = 1 })
      say("w1.f5 21 done " .. #dn .. " pending " .. #pn) end
    ev:clear()
    return "f5"
  end
  local function f29()
    say("w1.f29 30")
    local function f32()
      say("w1.f29.f32 33")
      do local _ <close> = sm:hold()
        say("w1.f29.f32 35 in")
        if T.w3 then say("w1.f29.f32 cancels w3 " .. yn(T.w3:cancel())) end
        sleep(0)
        say("w1.f29.f32 38")
        say("w1.f29.f32 40")
      end
      if T.w2 then say("w1.f29.f32 cancels w2 " .. yn(T.w2:cancel())) end
      q:put(42)
      say("w1.f29.f32 43 put 42")
      error("E44", 0)
    end
    local function f45()
      say("w1.f29.f45 46")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f45"
    end
    for _, x in ipairs(gather({ spawn("f32", f32), spawn("f45", f45) }, { return_errors = true })) do
      say("w1.f29 31 " .. (x.ok and x.value or kind(x.error)))
    end
    say("w1.f29 49")
    return "f29"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f5", f5)
    tg:spawn("f29", f29)
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:set()
  q:put(51)
  say("w1 52 put 51")
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 55")
  say("w1 56 end")
end
local function w2()
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 size " .. q:size())
  say("w2 count " .. current():cancelling())
  say("w2 60 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = sm:hold()
    say("w3 63 in")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end
  say("w3 got " .. q:get())
  ev:wait()
  say("w3 67 ev")
  say("w3 69")
  say("w3 70 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(0)
sleep(5)
sleep(5)
say('main ends')
